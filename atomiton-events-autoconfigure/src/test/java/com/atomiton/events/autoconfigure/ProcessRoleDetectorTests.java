package com.atomiton.events.autoconfigure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.atomiton.events.ProcessRole;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ProcessRoleDetectorTests {

    private final Map<String, String> variables = new HashMap<>();
    private final Map<String, String> systemProperties = new HashMap<>();

    private DetectedRole detect(@Nullable String property) {
        return new ProcessRoleDetector(variables::get, systemProperties::get).detect(property, "the property");
    }

    @ParameterizedTest
    @CsvSource({
        "main, MAIN",
        "MAIN, MAIN",
        "browser, MAIN",
        "Browser, MAIN",
        "renderer, RENDERER",
        "' Renderer ', RENDERER",
        "standalone, STANDALONE"
    })
    void aRoleIsReadInAnyCase(String value, ProcessRole role) {
        assertThat(detect(value)).isEqualTo(new DetectedRole(role, "the property"));
    }

    @Test
    void theFirstPlaceThatNamesARoleWins() {
        variables.put("PROCESS_TYPE", "main");
        assertThat(detect("auto"))
                .isEqualTo(new DetectedRole(ProcessRole.MAIN, "the environment variable PROCESS_TYPE"));
        variables.put("process.type", "renderer");
        assertThat(detect("auto"))
                .isEqualTo(new DetectedRole(ProcessRole.RENDERER, "the environment variable process.type"));
        systemProperties.put("process.type", "browser");
        assertThat(detect("auto")).isEqualTo(new DetectedRole(ProcessRole.MAIN, "the system property process.type"));
        variables.put("ATOMITON_EVENTS_ROLE", "renderer");
        assertThat(detect("auto"))
                .isEqualTo(new DetectedRole(ProcessRole.RENDERER, "the environment variable ATOMITON_EVENTS_ROLE"));
        assertThat(detect("standalone")).isEqualTo(new DetectedRole(ProcessRole.STANDALONE, "the property"));
    }

    @Test
    void autoAndEmptyValuesNameNoRole() {
        variables.put("ATOMITON_EVENTS_ROLE", "AUTO");
        systemProperties.put("process.type", " ");
        variables.put("PROCESS_TYPE", "renderer");
        assertThat(detect("").role()).isEqualTo(ProcessRole.RENDERER);
    }

    @Test
    void withoutAnyItIsStandaloneAndSaysHowToSetARole() {
        DetectedRole role = detect(null);
        assertThat(role.role()).isEqualTo(ProcessRole.STANDALONE);
        assertThat(role.announcement()).contains("'atomiton.events.role'").contains("ATOMITON_EVENTS_ROLE");
    }

    @Test
    void anUnknownValueIsRefusedEvenIfALaterPlaceNamesARole() {
        systemProperties.put("process.type", "worker\n");
        variables.put("PROCESS_TYPE", "main");
        assertThatExceptionOfType(UnknownProcessRoleException.class)
                .isThrownBy(() -> detect("auto"))
                .withMessage("The role 'worker\\u000A', given by the system property process.type, does not exist;"
                        + " possible are main, renderer, standalone, browser, auto");
    }
}
