package com.atomiton.events.benchmarks;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * A way to carry messages from process to process. To add one: implement this in a package of its own and name it in
 * {@link Contenders}.
 */
public interface Contender {

    /** What the tables call it; a name of its own. */
    String name();

    /** What it is in the comparison. */
    Kind kind();

    /** Why it cannot run here; empty if it can. */
    default Optional<String> unavailable() {
        return Optional.empty();
    }

    /** Whether main can send one event to several renderers. */
    default boolean fansOut() {
        return true;
    }

    /** Options for the JVM of either side, besides the heap. */
    default List<String> jvmOptions() {
        return List.of();
    }

    /** What a contender is in the comparison. */
    enum Kind {
        /** What the machine can do. */
        LIMIT,
        /** This project. */
        OURS,
        /** A peer that may lose events, or fill the memory, when the receiver is slow. */
        PEER,
        /** A peer that slows down its sender, or acknowledges what it received. */
        PEER_WITH_FLOW_CONTROL
    }

    /**
     * Opens main's end; renderers can connect when it returns.
     *
     * @param directory of this group of processes, short enough for a socket's path
     */
    Side openMain(Path directory, Receiver receiver) throws Exception;

    /** Opens a renderer's end; main's is open already. */
    Side openRenderer(Path directory, Receiver receiver) throws Exception;
}
