package com.atomiton.events.autoconfigure;

import com.atomiton.events.ProcessRole;

/**
 * The role of this process and why it is that. A bean, so that it can be shown, or replaced by one of the application's.
 *
 * @param role the role
 * @param source where it was found, in words
 */
public record DetectedRole(ProcessRole role, String source) {

    /** What is logged once at the start. */
    String announcement() {
        return switch (role) {
            case MAIN -> "This is the main process, by " + source;
            case RENDERER -> "This is a renderer process, by " + source;
            case STANDALONE ->
                "This process is on its own and its event bus a local one, by " + source
                        + "; to connect processes, set '" + ProcessRoleDetector.PROPERTY
                        + "' or the environment variable " + ProcessRoleDetector.VARIABLE + " to main or renderer";
        };
    }
}
