package com.atomiton.events.cloudstream;

import java.util.Locale;
import java.util.function.Consumer;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName;
import org.springframework.boot.context.properties.source.ConfigurationPropertySource;
import org.springframework.boot.context.properties.source.ConfigurationPropertySources;
import org.springframework.boot.context.properties.source.ConfigurationPropertyState;
import org.springframework.core.env.ConfigurableEnvironment;

/** What the user has set of one side of a binding, for it or by default, so that the bus sets only the rest. */
final class UserSettings {

    private final Iterable<ConfigurationPropertySource> sources;
    private final String ofBinding;
    private final String ofAll;

    /**
     * @param prefix what the names of the properties begin with
     * @param side {@code consumer} or {@code producer}
     */
    UserSettings(ConfigurableEnvironment environment, String prefix, String binding, String side) {
        this.sources = ConfigurationPropertySources.from(environment.getPropertySources());
        this.ofBinding = prefix + ".bindings." + binding.toLowerCase(Locale.ROOT) + "." + side + ".";
        this.ofAll = prefix + ".default." + side + ".";
    }

    /** Sets what the bus wants unless the user wants something else. */
    <T> void unlessSet(String property, T value, Consumer<T> setter) {
        if (!isSet(ofBinding + property) && !isSet(ofAll + property)) {
            setter.accept(value);
        }
    }

    private boolean isSet(String property) {
        return isSet(sources, property);
    }

    /** Whether a property has a value, however its name is spelt. */
    static boolean isSet(ConfigurableEnvironment environment, String property) {
        return isSet(ConfigurationPropertySources.from(environment.getPropertySources()), property);
    }

    private static boolean isSet(Iterable<ConfigurationPropertySource> sources, String property) {
        ConfigurationPropertyName name = ConfigurationPropertyName.of(property);
        for (ConfigurationPropertySource source : sources) {
            if (source.getConfigurationProperty(name) != null
                    || source.containsDescendantOf(name) == ConfigurationPropertyState.PRESENT) {
                return true;
            }
        }
        return false;
    }
}
