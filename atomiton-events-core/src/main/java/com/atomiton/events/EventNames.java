package com.atomiton.events;

import java.util.regex.Pattern;

/** The rule for event names, in one place. */
final class EventNames {

    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9._:-]{1,200}");

    private EventNames() {}

    static String requireValid(String name) {
        if (!NAME.matcher(name).matches()) {
            throw new IllegalArgumentException(
                    "'name' must match [A-Za-z0-9._:-]{1,200}, but was \"" + LogText.escape(name) + "\"");
        }
        return name;
    }
}
