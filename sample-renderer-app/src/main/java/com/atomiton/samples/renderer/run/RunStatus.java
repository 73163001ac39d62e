package com.atomiton.samples.renderer.run;

import com.atomiton.samples.contract.ExecutionStatus;

/** Where a run stands, as its editor sees it. */
public enum RunStatus {

    /** Asked for; the conductor has not said anything yet. */
    WAITING,
    RUNNING,
    COMPLETED,
    FAILED,
    CANCELLED,
    TIMED_OUT,

    /** The conductor ended before the run did. */
    LOST;

    /** Whether nothing more comes. */
    public boolean isEnd() {
        return this != WAITING && this != RUNNING;
    }

    static RunStatus of(ExecutionStatus status) {
        return switch (status) {
            case RUNNING -> RUNNING;
            case COMPLETED -> COMPLETED;
            case FAILED -> FAILED;
            case CANCELLED -> CANCELLED;
            case TIMED_OUT -> TIMED_OUT;
        };
    }
}
