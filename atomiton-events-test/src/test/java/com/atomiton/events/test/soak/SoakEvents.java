package com.atomiton.events.test.soak;

import com.atomiton.events.EventType;
import com.atomiton.events.ProcessRole;

/** What the two processes tell and ask each other; each direction under names of its own. */
final class SoakEvents {

    private SoakEvents() {}

    /**
     * One of the events that are counted.
     *
     * @param life of the sender
     * @param number from 0 in each life, without holes
     */
    record Numbered(int life, long number, String padding) {}

    /** To be answered with the same number. */
    record Question(long number) {}

    static EventType<Numbered> events(ProcessRole sender) {
        return EventType.of("soak:from-" + sender.label(), Numbered.class);
    }

    static EventType<Question> questions(ProcessRole asker) {
        return EventType.of("soak:asked-by-" + asker.label(), Question.class);
    }

    static ProcessRole other(ProcessRole role) {
        return role == ProcessRole.MAIN ? ProcessRole.RENDERER : ProcessRole.MAIN;
    }
}
