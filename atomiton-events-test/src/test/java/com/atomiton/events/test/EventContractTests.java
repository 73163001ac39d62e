package com.atomiton.events.test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.atomiton.events.EventContractException;
import com.atomiton.events.EventType;
import com.atomiton.events.test.scanned.Scanned;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EventContractTests {

    record Before(int percent, String message) {}

    record Compatible(int percent, String message, java.util.Optional<String> step) {}

    record Broken(String percent) {}

    private static final EventType<Before> BEFORE = EventType.of("conductor:progress", Before.class);
    private static final EventType<String> OTHER = EventType.of("conductor:log", String.class);

    @TempDir
    Path directory;

    @AfterEach
    void clear() {
        System.clearProperty(EventContract.ACCEPT);
    }

    @Test
    void aContractThatIsNotSavedYetIsSaved() throws IOException {
        Path file = directory.resolve("contracts/events.json");

        EventContract.of(List.of(BEFORE, OTHER)).isCompatibleWith(file);

        assertThat(Files.readString(file))
                .contains("\"conductor:log\" : {", "\"percent\" : {")
                .endsWith("}\n");
        assertThatCode(() -> EventContract.of(List.of(BEFORE, OTHER)).isCompatibleWith(file))
                .doesNotThrowAnyException();
    }

    @Test
    void changesThatBreakSomethingAreListedByProperty() {
        Path file = directory.resolve("events.json");
        EventContract.of(List.of(BEFORE, OTHER)).isCompatibleWith(file);
        EventContract changed = EventContract.of(List.of(EventType.of("conductor:progress", Broken.class)));

        assertThatExceptionOfType(AssertionError.class)
                .isThrownBy(() -> changed.isCompatibleWith(file))
                .withMessageContaining("3 changes of this build break what")
                .withMessageContaining("-Datomiton.events.contract.accept=true")
                .withMessageContaining("conductor:log: the event is missing in this build")
                .withMessageContaining("conductor:progress: property message is missing in this build")
                .withMessageContaining(
                        "conductor:progress: property percent is string in this build and integer (int32)"
                                + " in the saved contract");

        System.setProperty(EventContract.ACCEPT, "true");
        changed.isCompatibleWith(file);
        System.clearProperty(EventContract.ACCEPT);
        assertThatCode(() -> changed.isCompatibleWith(file)).doesNotThrowAnyException();
    }

    @Test
    void newEventsAndOptionalPropertiesBreakNothing() throws IOException {
        Path file = directory.resolve("events.json");
        EventContract.of(List.of(BEFORE)).isCompatibleWith(file);
        String saved = Files.readString(file);

        EventContract.of(List.of(EventType.of("conductor:progress", Compatible.class), OTHER))
                .isCompatibleWith(file);

        assertThat(Files.readString(file)).isEqualTo(saved);
    }

    /** As docs/testing.md shows it, and so a test of the events of these tests. */
    @Test
    void theExampleOfTheDocumentationPasses() {
        EventContract.of(Execute.class, Progress.class, Result.class)
                .isCompatibleWith(Path.of("src/test/resources/event-contract.json"));
    }

    @Test
    void theEventsOfAPackageAreFound() {
        assertThat(EventContract.inPackageOf(Scanned.class).shapes()).containsOnlyKeys("scanned", "scanned:nested");
    }

    @Test
    void twoTypesOfOneNameAreRefused() {
        EventContract contract = EventContract.of(List.of(BEFORE, EventType.of("conductor:progress", Broken.class)));

        assertThatExceptionOfType(EventContractException.class)
                .isThrownBy(contract::shapes)
                .withMessageContaining("'conductor:progress' belongs to two payload types");
    }
}
