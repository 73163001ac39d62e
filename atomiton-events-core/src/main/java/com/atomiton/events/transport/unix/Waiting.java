package com.atomiton.events.transport.unix;

/** Waits for something of ours on a thread of the application, which may be interrupted meanwhile. */
final class Waiting {

    private Waiting() {}

    interface Blocking {
        void await() throws InterruptedException;
    }

    /** Waits to the end, and hands an interrupt on afterwards: what was begun to be closed is closed. */
    static void uninterruptibly(Blocking blocking) {
        boolean interrupted = false;
        try {
            while (true) {
                try {
                    blocking.await();
                    return;
                } catch (InterruptedException e) {
                    interrupted = true;
                }
            }
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
