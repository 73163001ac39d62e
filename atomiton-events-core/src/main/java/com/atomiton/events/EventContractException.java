package com.atomiton.events;

import org.jspecify.annotations.Nullable;

/** Names, types and handlers do not fit together: a mistake in the program, not in what it received. */
public class EventContractException extends EventBusException {

    private static final long serialVersionUID = 1L;

    private final String problem;
    private final @Nullable String action;

    /** With what does not fit, and the fix. */
    public EventContractException(String message, @Nullable Throwable cause) {
        super(message, cause);
        this.problem = message;
        this.action = null;
    }

    /** With what does not fit and, apart from it, the fix; the message is both. */
    public EventContractException(String problem, String action, @Nullable Throwable cause) {
        super(problem + "; " + action, cause);
        this.problem = problem;
        this.action = action;
    }

    /** What does not fit; the whole message where the fix is not known apart from it. */
    public String problem() {
        return problem;
    }

    /** The fix, where it is known apart from the problem. */
    public @Nullable String action() {
        return action;
    }
}
