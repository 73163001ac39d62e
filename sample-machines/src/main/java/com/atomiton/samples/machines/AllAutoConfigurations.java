package com.atomiton.samples.machines;

import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Configuration;

/**
 * For an application that names the auto-configurations it wants and so has not those of a dependency that it gets later,
 * such as the editor when it runs without a page: {@code spring.main.sources} with the name of this class adds them.
 */
@Configuration(proxyBeanMethods = false)
@EnableAutoConfiguration
public class AllAutoConfigurations {}
