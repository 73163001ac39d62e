package com.atomiton.events.transport.unix;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * What decides where the default directory is.
 *
 * @param xdgRuntimeDir the variable {@code XDG_RUNTIME_DIR}
 * @param temporaryDirectory the system property {@code java.io.tmpdir}
 * @param user the system property {@code user.name}
 */
record HostEnvironment(@Nullable String xdgRuntimeDir, String temporaryDirectory, String user) {

    static HostEnvironment ofThisProcess() {
        return new HostEnvironment(
                System.getenv("XDG_RUNTIME_DIR"),
                System.getProperty("java.io.tmpdir", "/tmp"),
                System.getProperty("user.name", "unknown"));
    }

    Path runtimeDirectory() {
        // The XDG specification has relative paths ignored
        if (xdgRuntimeDir != null && xdgRuntimeDir.startsWith("/")) {
            return Path.of(xdgRuntimeDir, "atomiton-events");
        }
        // Where the user has no name, as in many containers, the JVM says "?"
        return Path.of(temporaryDirectory, "atomiton-events-" + user.replaceAll("[^A-Za-z0-9._-]", "_"));
    }
}
