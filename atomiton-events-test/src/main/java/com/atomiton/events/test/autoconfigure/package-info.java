/**
 * The bus in tests of Spring Boot applications: {@link com.atomiton.events.test.autoconfigure.ConductorTest} for a slice
 * with the listeners alone, {@link com.atomiton.events.test.autoconfigure.AutoConfigureConductor} for a whole
 * application. Needs Spring Boot's test auto-configuration and JUnit.
 */
@NullMarked
package com.atomiton.events.test.autoconfigure;

import org.jspecify.annotations.NullMarked;
