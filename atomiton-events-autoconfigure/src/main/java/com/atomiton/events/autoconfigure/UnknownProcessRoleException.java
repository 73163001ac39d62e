package com.atomiton.events.autoconfigure;

import com.atomiton.events.EventBusException;
import com.atomiton.events.LogText;
import java.util.List;

/** Something names a role for this process that does not exist. */
public class UnknownProcessRoleException extends EventBusException {

    private static final long serialVersionUID = 1L;

    private final String value;
    private final String source;

    UnknownProcessRoleException(String value, String source) {
        super(
                "The role '" + LogText.escape(value) + "', given by " + source + ", does not exist; possible are "
                        + String.join(", ", ProcessRoleDetector.values()),
                null);
        this.value = value;
        this.source = source;
    }

    /** The role as it was given. */
    public String value() {
        return value;
    }

    /** Where it was found, in words. */
    public String source() {
        return source;
    }

    /** The values that there are. */
    public List<String> possibleValues() {
        return ProcessRoleDetector.values();
    }
}
