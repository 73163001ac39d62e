package com.atomiton.events.test.soak;

import java.util.BitSet;
import java.util.List;

/**
 * What became of the events of one direction. While a sender's life and a receiver's go on, each event comes once and in
 * order; the receiver's next life may get again, as redelivered, what an earlier one has begun to handle.
 */
final class Verdict {

    private long received;
    private long redelivered;
    private long lost;
    private long doubled;
    private long outOfOrder;

    private Verdict() {}

    /**
     * Judges.
     *
     * @param receiver what each life of the receiver got, in its order
     * @param senders how many lives the sender had; all but the last were killed, and with them what was on its way
     * @param emitted how many events the sender's last life emitted, numbered from 0
     */
    static Verdict of(List<List<Run>> receiver, int senders, long emitted) {
        Verdict verdict = new Verdict();
        for (int sender = 0; sender < senders; sender++) {
            verdict.judge(receiver, sender, sender == senders - 1 ? emitted : -1);
        }
        return verdict;
    }

    private void judge(List<List<Run>> receiver, int sender, long emitted) {
        BitSet ever = new BitSet();
        for (List<Run> life : receiver) {
            BitSet here = new BitSet();
            for (Run run : life) {
                if (run.life() == sender) {
                    judge(run, ever, here);
                }
            }
            ever.or(here);
        }
        // What a killed sender had not sent is gone with it, but that begins at the first event that did not arrive.
        long expected = emitted < 0 ? ever.length() : emitted;
        lost += expected - ever.get(0, Math.toIntExact(expected)).cardinality();
        received += ever.cardinality();
    }

    private void judge(Run run, BitSet before, BitSet here) {
        for (int number = (int) run.first(); number <= run.last(); number++) {
            if (here.get(number) || before.get(number) && !run.redelivered()) {
                doubled++;
            } else if (number < here.length()) {
                outOfOrder++;
            } else if (before.get(number)) {
                redelivered++;
            }
            here.set(number);
        }
    }

    long received() {
        return received;
    }

    long redelivered() {
        return redelivered;
    }

    long lost() {
        return lost;
    }

    long doubled() {
        return doubled;
    }

    long outOfOrder() {
        return outOfOrder;
    }
}
