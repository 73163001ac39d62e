package com.atomiton.events.codec;

import java.util.List;

/**
 * What the sender wants to get. Each one replaces those before it.
 *
 * @param version counts the changes; the highest one is the one that holds
 * @param listens the names and patterns of events for which it has listeners
 * @param handles the names of requests that it answers
 */
public record Interest(long version, List<String> listens, List<String> handles) {

    /** Takes copies; absent lists are empty. */
    public Interest {
        listens = ControlBodies.copy(listens);
        handles = ControlBodies.copy(handles);
    }
}
