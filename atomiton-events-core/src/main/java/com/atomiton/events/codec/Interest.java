package com.atomiton.events.codec;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What has changed in what the sender wants to get; against nothing, all that it wants. What is gone is taken away before
 * what is new is added, so a name may be in both: its last listener left, and another one came.
 *
 * @param listens the names and patterns of events for which it has listeners now and had none
 * @param handles the names of requests that it answers now and did not
 * @param unlistens the names and patterns of events for which it has no listener any more
 * @param unhandles the names of requests that it does not answer any more
 * @param more {@code true} if what the sender wants goes on with its next announcement; {@code null} if this is all
 * @param received the highest number that the sender had received when it began to listen; {@code null} if it does not say
 */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record Interest(
        List<String> listens,
        List<String> handles,
        List<String> unlistens,
        List<String> unhandles,
        @Nullable Boolean more,
        @Nullable Long received) {

    /** Takes copies; absent lists are empty. */
    public Interest {
        listens = ControlBodies.copy(listens);
        handles = ControlBodies.copy(handles);
        unlistens = ControlBodies.copy(unlistens);
        unhandles = ControlBodies.copy(unhandles);
        more = Boolean.TRUE.equals(more) ? Boolean.TRUE : null;
    }

    /** Without what had been received. */
    public Interest(
            List<String> listens,
            List<String> handles,
            List<String> unlistens,
            List<String> unhandles,
            @Nullable Boolean more) {
        this(listens, handles, unlistens, unhandles, more, null);
    }

    /** All that a process wants, or what it wants besides. */
    public Interest(List<String> listens, List<String> handles) {
        this(listens, handles, List.of(), List.of(), null);
    }

    /** Whether the next announcement belongs to this one. */
    public boolean hasMore() {
        return more != null;
    }
}
