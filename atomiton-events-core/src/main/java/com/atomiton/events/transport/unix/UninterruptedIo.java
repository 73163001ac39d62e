package com.atomiton.events.transport.unix;

import java.io.IOException;

/**
 * Runs file I/O on a thread that may have been interrupted before. A file channel that an interrupted thread uses is
 * closed, and the lock with it; the interrupt is not meant for us but for the application, which gets it back.
 */
final class UninterruptedIo {

    private UninterruptedIo() {}

    interface Io<T> {
        T call() throws IOException;
    }

    static <T> T call(Io<T> io) throws IOException {
        boolean interrupted = Thread.interrupted();
        try {
            return io.call();
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
