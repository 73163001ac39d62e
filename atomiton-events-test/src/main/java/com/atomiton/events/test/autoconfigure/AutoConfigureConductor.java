package com.atomiton.events.test.autoconfigure;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;

/**
 * Puts a {@link com.atomiton.events.test.RecordingEventBus} in the place of the application's bus, with
 * {@code @ConductorListener} methods subscribed to it: on a test class with {@code @SpringBootTest}, for a test of the
 * whole application without other processes. {@link ConductorTest} has it already. The bus is
 * {@linkplain com.atomiton.events.test.RecordingEventBus#reset() reset} before each test method.
 */
@Documented
@Inherited
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@ImportAutoConfiguration
public @interface AutoConfigureConductor {}
