package com.atomiton.samples.main;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The conductor's settings.
 *
 * @param blueprints Directory of the blueprints.
 * @param workingDirectory Directory that nodes read and write in, and never outside of it.
 * @param concurrency How many executions that were asked for by an event run at the same time.
 */
@ConfigurationProperties("conductor")
record ConductorProperties(Path blueprints, Path workingDirectory, int concurrency) {

    ConductorProperties(
            @Nullable Path blueprints, @Nullable Path workingDirectory, @DefaultValue("4") int concurrency) {
        this.blueprints = Objects.requireNonNullElseGet(blueprints, () -> ofModule("blueprints"));
        this.workingDirectory = Objects.requireNonNullElseGet(workingDirectory, () -> ofModule("workspace"));
        this.concurrency = concurrency;
    }

    /** A directory of this module, started from the root of the repository or from the module. */
    private static Path ofModule(String name) {
        return Stream.of(Path.of("sample-main-app", name), Path.of(name))
                .filter(Files::isDirectory)
                .findFirst()
                .orElse(Path.of(name));
    }
}
