package com.atomiton.events.autoconfigure;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What devtools does: the application again in the same JVM, by another class loader. */
class RestartIntegrationTests {

    @TempDir
    private Path directory;

    @Test
    void eachRestartWorksAndNothingOfTheLastOneStaysReferenced() throws Exception {
        Path output = directory.resolve("output.txt");
        Process probe = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-XX:SoftRefLRUPolicyMSPerMB=0",
                        "-Xmx256m",
                        // Boot's own hook keeps the class loader that it was registered with
                        "-Dlogging.register-shutdown-hook=false",
                        "-cp",
                        System.getProperty("java.class.path"),
                        "-Datomiton.events.socket.path=" + directory.resolve("run/main.sock"),
                        RestartProbe.class.getName())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        try {
            assertThat(probe.waitFor(50, TimeUnit.SECONDS)).isTrue();
        } finally {
            probe.destroyForcibly();
        }
        String printed = Files.readString(output);
        assertThat(printed.lines().filter(line -> line.equals("answered: asked by MAIN")))
                .as(printed)
                .hasSize(3);
        assertThat(printed).contains("left: 0");
    }
}
