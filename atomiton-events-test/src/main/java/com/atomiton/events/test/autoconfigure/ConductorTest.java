package com.atomiton.events.test.autoconfigure;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.test.autoconfigure.OverrideAutoConfiguration;
import org.springframework.boot.test.context.filter.annotation.TypeExcludeFilters;
import org.springframework.context.annotation.ComponentScan.Filter;
import org.springframework.core.annotation.AliasFor;
import org.springframework.test.context.BootstrapWith;
import org.springframework.test.context.junit.jupiter.SpringExtension;

/**
 * A test of an application's listeners and nothing else of it: components that declare a {@code @ConductorListener}
 * method are found, other components are not, and no auto-configuration but the bus's is applied. The bus is a
 * {@link com.atomiton.events.test.RecordingEventBus}, which the test can have injected; it is reset before each test
 * method. What the listeners need besides is given with {@code @Import} or {@code @MockitoBean}.
 *
 * <p>As with the slices of Spring Boot, the application's {@code @SpringBootApplication} is looked for from the test's
 * package upwards.
 */
@Documented
@Inherited
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@BootstrapWith(ConductorTestContextBootstrapper.class)
@ExtendWith(SpringExtension.class)
@OverrideAutoConfiguration(enabled = false)
@TypeExcludeFilters(ConductorTypeExcludeFilter.class)
@AutoConfigureConductor
@ImportAutoConfiguration
public @interface ConductorTest {

    /** Properties in the form {@code key=value} that are set before the context is made. */
    String[] properties() default {};

    /** The components with listeners that are wanted; an alias of {@link #listeners()}. */
    @AliasFor("listeners")
    Class<?>[] value() default {};

    /** The components with listeners that are wanted; empty: all. */
    @AliasFor("value")
    Class<?>[] listeners() default {};

    /** Whether components with listeners are found; {@code false}: only what the filters include. */
    boolean useDefaultFilters() default true;

    /** Components that are found too. */
    Filter[] includeFilters() default {};

    /** Components that are not to be found. */
    Filter[] excludeFilters() default {};

    /** Auto-configurations that are not to be applied. */
    @AliasFor(annotation = ImportAutoConfiguration.class, attribute = "exclude")
    Class<?>[] excludeAutoConfiguration() default {};
}
