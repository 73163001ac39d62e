package com.atomiton.events.listener;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.springframework.context.annotation.Import;

/**
 * Makes {@link com.atomiton.events.annotation.ConductorListener} methods work in a context without Spring Boot, which
 * does it by itself. Goes on a {@code @Configuration} class; the {@link com.atomiton.events.EventBus} bean is the
 * application's to define, and its start fails if there are listeners and no such bean.
 *
 * <pre>{@code
 * @Configuration
 * @EnableConductor
 * class AppConfig {
 *
 *     @Bean
 *     EventBus eventBus() {
 *         return …;
 *     }
 * }
 * }</pre>
 */
@Documented
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@Import(ConductorListenerConfiguration.class)
public @interface EnableConductor {}
