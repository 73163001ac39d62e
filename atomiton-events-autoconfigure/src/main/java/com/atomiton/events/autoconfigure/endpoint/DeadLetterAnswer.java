package com.atomiton.events.autoconfigure.endpoint;

/**
 * What became of a write operation.
 *
 * @param id the dead letter that was named
 * @param outcome for programs
 * @param message for people
 */
record DeadLetterAnswer(String id, Outcome outcome, String message) {

    /** What it can be. */
    enum Outcome {
        /** It was given to its listeners again. */
        REDELIVERED,
        /** It is forgotten. */
        DISCARDED,
        /** There is none of this id. */
        UNKNOWN,
        /** Its listeners have unsubscribed; it stays. */
        NO_LISTENER,
        /** The lane of its listeners has no space; it stays. */
        LANE_FULL
    }

    static DeadLetterAnswer unknown(String id) {
        return new DeadLetterAnswer(
                id,
                Outcome.UNKNOWN,
                "There is no dead letter '" + id + "': it was redelivered, discarded or never was.");
    }
}
