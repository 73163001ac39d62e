package com.atomiton.events.autoconfigure;

import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.source.ConfigurationProperty;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName;
import org.springframework.boot.context.properties.source.ConfigurationPropertySource;
import org.springframework.boot.context.properties.source.ConfigurationPropertySources;
import org.springframework.boot.origin.Origin;
import org.springframework.boot.origin.PropertySourceOrigin;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.PropertySource;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.core.env.SystemEnvironmentPropertySource;

/**
 * What the Spring environment knows of the role: where the property comes from, since Boot reads the environment variable
 * as the property too, and the environment variables and system properties, which tests and applications may replace.
 *
 * @param environment the application's environment
 */
record RoleProperty(ConfigurableEnvironment environment) {

    private static final ConfigurationPropertyName NAME = ConfigurationPropertyName.of(ProcessRoleDetector.PROPERTY);

    ProcessRoleDetector detector() {
        return new ProcessRoleDetector(
                name -> read(StandardEnvironment.SYSTEM_ENVIRONMENT_PROPERTY_SOURCE_NAME, name),
                name -> read(StandardEnvironment.SYSTEM_PROPERTIES_PROPERTY_SOURCE_NAME, name));
    }

    private @Nullable String read(String sourceName, String name) {
        PropertySource<?> source = environment.getPropertySources().get(sourceName);
        // The map behind it: the source itself takes PROCESS_TYPE for process.type
        Object value = source != null && source.getSource() instanceof Map<?, ?> map ? map.get(name) : null;
        return value == null ? null : value.toString();
    }

    /** Where the property's value comes from, in words. */
    String source() {
        for (ConfigurationPropertySource source : ConfigurationPropertySources.from(environment.getPropertySources())) {
            ConfigurationProperty property = source.getConfigurationProperty(NAME);
            if (property != null) {
                return source.getUnderlyingSource() instanceof SystemEnvironmentPropertySource
                        ? "the environment variable " + ProcessRoleDetector.VARIABLE
                        : "'" + ProcessRoleDetector.PROPERTY + "' in " + place(property.getOrigin());
            }
        }
        return "'" + ProcessRoleDetector.PROPERTY + "'";
    }

    private static String place(@Nullable Origin origin) {
        return origin instanceof PropertySourceOrigin inSource
                ? inSource.getPropertySource().getName()
                : String.valueOf(origin);
    }
}
