package com.atomiton.events.benchmarks;

import java.io.IOException;
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

    /** What a sender can rely on; empty if that is no question of the comparison. */
    default String guarantees() {
        return "";
    }

    /** Whether a quick run has it too, if it is not asked for by name; for the peers that may be the best of them. */
    default boolean quick() {
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
        /** A peer that may lose events, or fill the memory: when the receiver is slow, or when the connection breaks. */
        PEER,
        /** A peer whose receiver says how much it takes, or acknowledges what it received. */
        PEER_WITH_FLOW_CONTROL;

        /** Whether it is one of those that others use. */
        public boolean isPeer() {
            return this == PEER || this == PEER_WITH_FLOW_CONTROL;
        }
    }

    /**
     * The command line of either side's process, for one that is not a {@link Station}; the program does what a station
     * does, but need not know how much it allocates ({@code NaN}).
     */
    default Optional<List<String>> program(Role role, Path directory) throws IOException {
        return Optional.empty();
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
