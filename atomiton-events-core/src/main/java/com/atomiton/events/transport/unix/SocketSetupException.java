package com.atomiton.events.transport.unix;

import com.atomiton.events.EventBusException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * A transport cannot start because of something about its socket's path, directory or files. The message is the
 * {@link #problem()} followed by the {@link #action()}.
 */
public abstract class SocketSetupException extends EventBusException {

    private static final long serialVersionUID = 1L;

    private final transient Path path;
    private final String problem;
    private final String action;

    SocketSetupException(Path path, String problem, String action, @Nullable Throwable cause) {
        super(problem + ". " + action + ".", cause);
        this.path = path;
        this.problem = problem;
        this.action = action;
    }

    /** The file or directory it is about. */
    public Path path() {
        return path;
    }

    /** What is wrong, as a sentence without its full stop. */
    public String problem() {
        return problem;
    }

    /** What to do about it, as a sentence without its full stop. */
    public String action() {
        return action;
    }
}
