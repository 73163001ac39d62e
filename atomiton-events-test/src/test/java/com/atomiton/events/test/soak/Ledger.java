package com.atomiton.events.test.soak;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.invoke.VarHandle;
import java.nio.MappedByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileChannel.MapMode;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;

/**
 * What one life of a process has sent and received, in a mapped file: what was written when the process is killed is
 * there to be read. Of what was received it keeps {@link Run}s, few as long as nothing goes wrong. Thread-safe.
 */
final class Ledger {

    private static final int MAX_RUNS = 100_000;
    private static final int RUN_SIZE = 24;
    private static final int RUN_COUNT = 0;
    private static final int RUNS = 64;

    /** What is counted, by the place of the count in the file. */
    enum Count {
        EMITTED,
        REFUSED,
        ANSWERED,
        PEER_LOST;

        private int position() {
            return 8 + ordinal() * Long.BYTES;
        }
    }

    private final MappedByteBuffer file;

    private Ledger(MappedByteBuffer file) {
        this.file = file;
    }

    /** Opens it, or begins it. */
    static Ledger open(Path path) {
        try (FileChannel channel =
                FileChannel.open(path, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
            return new Ledger(channel.map(MapMode.READ_WRITE, 0, RUNS + (long) MAX_RUNS * RUN_SIZE));
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    synchronized void add(Count count) {
        file.putLong(count.position(), get(count) + 1);
    }

    synchronized long get(Count count) {
        return file.getLong(count.position());
    }

    synchronized void received(int life, long number, boolean redelivered) {
        int runs = file.getInt(RUN_COUNT);
        if (runs > 0) {
            Run last = run(runs - 1);
            if (last.life() == life && last.redelivered() == redelivered && last.last() == number - 1) {
                file.putLong(position(runs - 1) + 16, number);
                return;
            }
        }
        if (runs == MAX_RUNS) {
            throw new IllegalStateException("there are " + runs + " runs: nearly nothing comes in order");
        }
        int position = position(runs);
        file.putInt(position, life);
        file.putInt(position + 4, redelivered ? 1 : 0);
        file.putLong(position + 8, number);
        file.putLong(position + 16, number);
        // A process that is killed here must not leave a run that says nothing.
        VarHandle.releaseFence();
        file.putInt(RUN_COUNT, runs + 1);
    }

    synchronized List<Run> runs() {
        List<Run> runs = new ArrayList<>();
        for (int i = 0; i < file.getInt(RUN_COUNT); i++) {
            runs.add(run(i));
        }
        return runs;
    }

    private Run run(int index) {
        int position = position(index);
        return new Run(
                file.getInt(position),
                file.getInt(position + 4) == 1,
                file.getLong(position + 8),
                file.getLong(position + 16));
    }

    private static int position(int index) {
        return RUNS + index * RUN_SIZE;
    }
}
