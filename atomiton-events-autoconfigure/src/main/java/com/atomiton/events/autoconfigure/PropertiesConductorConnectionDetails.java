package com.atomiton.events.autoconfigure;

import com.atomiton.events.transport.unix.SocketLocation;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.source.InvalidConfigurationPropertyValueException;

/** The location that the properties name. */
final class PropertiesConductorConnectionDetails implements ConductorConnectionDetails {

    private static final String ANY_PATH = "/any.sock";

    private final ConductorProperties properties;

    PropertiesConductorConnectionDetails(ConductorProperties properties) {
        this.properties = properties;
    }

    @Override
    public SocketLocation getSocketLocation() {
        String path = properties.getSocket().getPath();
        // First with any path, to tell which of the two properties is wrong
        locate("atomiton.events.namespace", properties.getNamespace(), ANY_PATH);
        return locate("atomiton.events.socket.path", path, path);
    }

    private SocketLocation locate(String property, @Nullable Object value, @Nullable String path) {
        try {
            return SocketLocation.of(properties.getNamespace(), path);
        } catch (IllegalArgumentException invalid) {
            throw new InvalidConfigurationPropertyValueException(
                    property, String.valueOf(value), String.valueOf(invalid.getMessage()));
        }
    }
}
