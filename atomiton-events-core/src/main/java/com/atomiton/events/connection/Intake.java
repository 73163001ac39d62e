package com.atomiton.events.connection;

import com.atomiton.events.protocol.Frame;
import com.atomiton.events.protocol.FrameDecoder;
import com.atomiton.events.protocol.FrameType;
import java.nio.ByteBuffer;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * What arrives over one connection, and whether more is read of it. The thread that reads belongs to all connections, so
 * control frames that take long are taken a few at a time, and there is a pause after them; and nothing more is read of a
 * peer that has sent more than there is memory for. That nothing comes then says nothing of the peer. Only the transport's
 * thread uses it, but for {@link #isPaused}.
 */
final class Intake {

    /** So long one connection's control frames may take at a time. */
    private static final long TURN_NANOS = TimeUnit.MILLISECONDS.toNanos(5);

    /** As many times as long as they took others have their turn. */
    private static final int PAUSE_FACTOR = 10;

    private static final long LONGEST_PAUSE_NANOS = TimeUnit.SECONDS.toNanos(1);

    /** With more CONTRACTs that wait to be compared, they are compared before more is read. */
    private static final int CONTRACTS_AHEAD = 16;

    private final FrameDecoder decoder;
    private final ControlQueue controls;
    private final ContractWork contracts;
    private final Consumer<Frame> frames;
    private final boolean takesTurns;

    /** What has arrived and is not taken yet. */
    private @Nullable ByteBuffer rest;

    private long spent;
    private long restAt;
    private volatile boolean paused;

    /** @param takesTurns whether the transport asks when it may read on */
    Intake(
            FrameDecoder decoder,
            ControlQueue controls,
            ContractWork contracts,
            Consumer<Frame> frames,
            boolean takesTurns) {
        this.decoder = decoder;
        this.controls = controls;
        this.contracts = contracts;
        this.frames = frames;
        this.takesTurns = takesTurns;
    }

    /** Takes the frames that have arrived, and keeps the bytes of those that have to wait. */
    void arrived(ByteBuffer in) {
        ByteBuffer earlier = rest;
        if (earlier == null) {
            take(in);
        } else {
            rest = copy(earlier, in);
        }
    }

    /** Takes frames that had to wait, if it is time. */
    void goOn() {
        ByteBuffer earlier = rest;
        if (earlier != null && System.nanoTime() - restAt >= 0) {
            rest = null;
            take(earlier);
        }
    }

    private void take(ByteBuffer in) {
        spent = 0;
        decoder.feed(in, this::timed, () -> takesTurns && spent > TURN_NANOS);
        if (in.hasRemaining()) {
            restAt = System.nanoTime() + Math.min(LONGEST_PAUSE_NANOS, PAUSE_FACTOR * spent);
            rest = copy(ByteBuffer.allocate(0), in);
        }
    }

    /**
     * Only what a peer can make long counts. Messages are handed on; ACKs cost what this process has sent. Time goes by on
     * a busy machine too, and they must not wait for that.
     */
    private void timed(Frame frame) {
        if (!isLong(frame.type())) {
            frames.accept(frame);
            return;
        }
        long began = System.nanoTime();
        frames.accept(frame);
        spent += System.nanoTime() - began;
    }

    private static boolean isLong(FrameType type) {
        return type == FrameType.READY || type == FrameType.INTEREST || type == FrameType.CONTRACT;
    }

    private static ByteBuffer copy(ByteBuffer first, ByteBuffer second) {
        return ByteBuffer.allocate(first.remaining() + second.remaining())
                .put(first)
                .put(second)
                .flip();
    }

    /** Looks whether nothing more is to be read for now; {@code null} for a connection that carries no session. */
    boolean look(@Nullable PeerSession session) {
        ByteBuffer waiting = rest;
        if (session != null) {
            session.unconsumed()
                    .connectionKeeps(
                            decoder.buffered(), controls.bytes() + (waiting == null ? 0 : waiting.remaining()));
        }
        paused = waiting != null
                || session != null
                        && (contracts.waiting() > CONTRACTS_AHEAD
                                || session.unconsumed().isTooMuch());
        return paused;
    }

    /** Whether nothing is read for now. Any thread. */
    boolean isPaused() {
        return paused;
    }

    /** The connection has ended. */
    void end(@Nullable PeerSession session) {
        rest = null;
        if (session != null) {
            session.unconsumed().connectionKeeps(0, 0);
        }
    }
}
