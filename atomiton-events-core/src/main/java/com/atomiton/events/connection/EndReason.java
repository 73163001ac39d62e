package com.atomiton.events.connection;

import com.atomiton.events.Failures;
import com.atomiton.events.LogText;
import org.jspecify.annotations.Nullable;

/** Why a connection has ended, in words. */
final class EndReason {

    private EndReason() {}

    /** The reason and what its cause adds to it, escaped: a peer may have written parts of it. */
    static String of(String reason, @Nullable Throwable cause) {
        String more = cause == null ? null : Failures.message(cause);
        return LogText.escape(more == null || reason.contains(more) ? reason : reason + ": " + more);
    }
}
