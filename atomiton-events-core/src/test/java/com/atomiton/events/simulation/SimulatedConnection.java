package com.atomiton.events.simulation;

import com.atomiton.events.transport.Connection;
import com.atomiton.events.transport.ConnectionHandler;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** One end of a connection. What arrives is cut into parts of any size; nothing happens but in {@link #step}. */
final class SimulatedConnection implements Connection {

    private static final int WINDOW = 16 * 1024;
    private static final Pattern RECEIVED = Pattern.compile("\"received\":(\\d+)");

    final SimulatedProcess process;
    private final Random random;
    private final int number;
    private final boolean forgetful;
    private final @Nullable Tampering tampering;

    @SuppressWarnings("NullAway.Init")
    private SimulatedConnection other;

    @SuppressWarnings("NullAway.Init")
    private ConnectionHandler handler;

    private final ByteBuffer out = ByteBuffer.allocate(8 * 1024);
    private byte[] incoming = new byte[0];
    private boolean writeRequested;
    private boolean wroteFirst;
    private @Nullable String closeReason;
    private boolean otherEnded;
    private boolean cut;
    private boolean filling;
    private boolean ended;
    private long stalledUntil;

    private SimulatedConnection(SimulatedProcess process, int number, Random random, Rule rule) {
        this.process = process;
        this.number = number;
        this.random = random;
        this.forgetful = random.nextInt(3) == 0;
        this.tampering = Tampering.breaks(rule) ? new Tampering(rule, random) : null;
    }

    /** The end of the process that connects; {@link #other} is the one of the process that accepts. */
    static SimulatedConnection pair(
            SimulatedProcess client, SimulatedProcess server, int number, Random random, Rule rule) {
        SimulatedConnection ours = new SimulatedConnection(client, number, random, rule);
        ours.other = new SimulatedConnection(server, number, random, rule);
        ours.other.other = ours;
        return ours;
    }

    SimulatedConnection other() {
        return other;
    }

    void open(ConnectionHandler opened) {
        handler = opened;
    }

    boolean hasEnded() {
        return ended;
    }

    boolean isQuiet() {
        return incoming.length == 0 && !writeRequested;
    }

    @Override
    public @org.jspecify.annotations.Nullable Object user() {
        return null;
    }

    @Override
    public void requestWrite() {
        writeRequested = true;
    }

    @Override
    public void close(String reason) {
        closeReason = reason;
    }

    /** Does one of the things that can happen now; {@code false} if there is none. */
    boolean step(long now) {
        if (ended || process.isPaused(now)) {
            return false;
        }
        if (filling) {
            return false;
        }
        if (closeReason != null) {
            if (writeRequested && random.nextBoolean()) {
                write();
            } else {
                end(closeReason, null);
            }
        } else if (cut && random.nextBoolean()) {
            end("cut", new IOException("cut"));
        } else if (incoming.length > 0 && now >= stalledUntil && (random.nextInt(3) > 0 || !writeRequested)) {
            deliver();
        } else if (otherEnded && incoming.length == 0 && now >= stalledUntil) {
            end("end of stream", null);
        } else if (writeRequested && other.incoming.length < WINDOW) {
            write();
        } else {
            return cut;
        }
        return true;
    }

    private void write() {
        writeRequested = false;
        filling = true;
        boolean more = handler.fill(out.clear());
        filling = false;
        handler.filled();
        out.flip();
        byte[] bytes = new byte[out.remaining()];
        out.get(bytes);
        if (!wroteFirst && bytes.length > 0) {
            wroteFirst = true;
            bytes = forgetful ? forgetSome(bytes) : bytes;
        }
        bytes = tampering == null ? bytes : tampering.apply(bytes);
        if (!other.ended && !cut) {
            other.arrive(bytes);
        }
        writeRequested |= more;
    }

    /**
     * Makes the handshake name fewer messages as received than there were, as a peer may that only knows what it has
     * acknowledged: then doubles come.
     */
    private byte[] forgetSome(byte[] bytes) {
        int length = ByteBuffer.wrap(bytes).getInt();
        String body = new String(bytes, 6, length - 2, StandardCharsets.UTF_8);
        Matcher matcher = RECEIVED.matcher(body);
        if (!matcher.find()) {
            return bytes;
        }
        long fewer = Math.max(0, Long.parseLong(matcher.group(1)) - random.nextInt(5));
        byte[] changed = matcher.replaceFirst("\"received\":" + fewer).getBytes(StandardCharsets.UTF_8);
        return ByteBuffer.allocate(6 + changed.length + bytes.length - 4 - length)
                .putInt(changed.length + 2)
                .put(bytes, 4, 2)
                .put(changed)
                .put(bytes, 4 + length, bytes.length - 4 - length)
                .array();
    }

    private void arrive(byte[] bytes) {
        ByteArrayOutputStream joined = new ByteArrayOutputStream(incoming.length + bytes.length);
        joined.writeBytes(incoming);
        joined.writeBytes(bytes);
        incoming = joined.toByteArray();
    }

    private void deliver() {
        int size = 1 + random.nextInt(Math.min(incoming.length, random.nextInt(4) == 0 ? 8 : WINDOW));
        byte[] part = java.util.Arrays.copyOf(incoming, size);
        incoming = java.util.Arrays.copyOfRange(incoming, size, incoming.length);
        process.receive(this, handler, part);
    }

    /** Loses what is on its way; each end learns of it at a time of its own. */
    void cut() {
        for (SimulatedConnection end : new SimulatedConnection[] {this, other}) {
            end.cut = true;
            end.incoming = new byte[0];
        }
    }

    /** The application's threads write too: while they are at it, bytes may arrive here, but nothing else is done here. */
    boolean stepWhileFilling(long now) {
        if (ended
                || cut
                || closeReason != null
                || incoming.length == 0
                || now < stalledUntil
                || process.isPaused(now)) {
            return false;
        }
        deliver();
        return true;
    }

    boolean isFilling() {
        return filling;
    }

    boolean isNewerTo(SimulatedConnection before) {
        return number > before.number && other.process == before.other.process;
    }

    /** The process at this end gives it up, and the other one hears nothing of it until then. */
    void giveUp(long until) {
        if (!ended) {
            other.stall(until);
            end("given up", null);
        }
    }

    /** Nothing arrives until then, not even the end. */
    void stall(long until) {
        stalledUntil = until;
    }

    /** Writes what there is and ends, as a process does that stops in order. */
    void finish() {
        while (writeRequested && !ended && closeReason == null) {
            write();
        }
        if (!ended) {
            end("closed", null);
        }
    }

    /** As the kill of its process: only the other end hears of it. */
    void vanish() {
        ended = true;
        other.otherEnded = true;
    }

    private void end(String reason, @Nullable Throwable cause) {
        vanish();
        process.note("sees connection " + number + " end: " + reason);
        handler.closed(reason, cause);
    }
}
