package com.atomiton.events.autoconfigure;

import com.atomiton.events.ProcessRole;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Decides which role this process has: the property, then what starts processes by role and says so in their
 * environment. The first place that names a role is taken; {@code auto} and an empty value name none.
 *
 * @param variables reads an environment variable; gives {@code null} for one that is not set
 * @param systemProperties the same for system properties
 */
record ProcessRoleDetector(
        UnaryOperator<@Nullable String> variables, UnaryOperator<@Nullable String> systemProperties) {

    static final String PROPERTY = "atomiton.events.role";
    static final String VARIABLE = "ATOMITON_EVENTS_ROLE";
    static final String AUTO = "auto";

    /** What Electron calls main. */
    static final String BROWSER = "browser";

    private static final String PROCESS_TYPE = "process.type";
    private static final String PROCESS_TYPE_VARIABLE = "PROCESS_TYPE";

    private record Place(String source, @Nullable String value) {

        boolean namesRole() {
            return value != null && !value.isBlank() && !value.strip().equalsIgnoreCase(AUTO);
        }
    }

    /**
     * Decides.
     *
     * @param property the value of {@value #PROPERTY}
     * @param propertySource where that was found, in words
     * @throws UnknownProcessRoleException if the first place that names a role names an unknown one
     */
    DetectedRole detect(@Nullable String property, String propertySource) {
        return Stream.of(
                        new Place(propertySource, property),
                        variable(VARIABLE),
                        new Place("the system property " + PROCESS_TYPE, systemProperties.apply(PROCESS_TYPE)),
                        variable(PROCESS_TYPE),
                        variable(PROCESS_TYPE_VARIABLE))
                .filter(Place::namesRole)
                .findFirst()
                .map(place -> new DetectedRole(roleOf(place), place.source))
                .orElseGet(() ->
                        new DetectedRole(ProcessRole.STANDALONE, "default, since nothing says which role it has"));
    }

    private Place variable(String name) {
        return new Place("the environment variable " + name, variables.apply(name));
    }

    private static ProcessRole roleOf(Place place) {
        String value = String.valueOf(place.value).strip().toLowerCase(Locale.ROOT);
        if (value.equals(BROWSER)) {
            return ProcessRole.MAIN;
        }
        return Arrays.stream(ProcessRole.values())
                .filter(role -> role.label().equals(value))
                .findFirst()
                .orElseThrow(() -> new UnknownProcessRoleException(String.valueOf(place.value), place.source));
    }

    /** All values that a role may be given as. */
    static List<String> values() {
        return Stream.concat(Arrays.stream(ProcessRole.values()).map(ProcessRole::label), Stream.of(BROWSER, AUTO))
                .toList();
    }
}
