package com.atomiton.events.connection;

import com.atomiton.events.codec.ControlCodec;
import com.atomiton.events.codec.Interest;
import com.atomiton.events.protocol.Frame;
import com.atomiton.events.protocol.FrameType;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * What a connection has still to tell its peer of this process's interest: all of it in READY and as many INTERESTs as it
 * takes, then each change, in the order in which things came to be so. What waits for the writer goes together, as much as
 * a frame may hold. Thread-safe.
 */
final class PendingInterest {

    /** Of a frame's names, so that no frame keeps a message waiting for long. */
    private static final int PART_BYTES = 32 * 1024;

    /** What the longest body has besides names. */
    private static final int BODY_BYTES = 128;

    /** The quotes and the comma of a name in JSON; none of its characters needs to be escaped. */
    private static final int NAME_BYTES = 3;

    private final ControlCodec codec;
    private final Runnable requestWrite;
    private volatile boolean due;

    // Guarded by this.
    private final Map<Name, Change> changes = new LinkedHashMap<>();
    private @Nullable LeftNames leftNames;
    private LongSupplier highestReceived = () -> 0;
    private long received;
    private boolean begun;
    private boolean ready;
    private boolean whole;

    /** The mark that the peer is asked for, and whether the question has been written. */
    private long mark;

    private boolean asked;

    private record Name(boolean isHandled, String text) {}

    private enum Change {
        /** The peer is told so at first, and may know it from the last connection. */
        FIRST,
        NEW,
        GONE,
        /** It was gone and is new. */
        NEW_AGAIN
    }

    /** @param requestWrite has {@link #next} called soon */
    PendingInterest(ControlCodec codec, Runnable requestWrite) {
        this.codec = codec;
        this.requestWrite = requestWrite;
    }

    /**
     * The peer is told all of this.
     *
     * @param highest the highest number that has been received from the peer
     * @param left those that are known to the peer when it has answered a PING that came after them
     */
    void begin(Interest all, LeftNames left, LongSupplier highest) {
        synchronized (this) {
            begun = true;
            leftNames = left;
            highestReceived = highest;
            received = highest.getAsLong();
        }
        add(all);
    }

    /** The peer is told this too; nothing is done before {@link #begin}, whose interest will contain it. */
    void add(Interest change) {
        synchronized (this) {
            if (!begun) {
                return;
            }
            change.unlistens().forEach(text -> gone(new Name(false, text)));
            change.unhandles().forEach(text -> gone(new Name(true, text)));
            change.listens().forEach(text -> isNew(new Name(false, text)));
            change.handles().forEach(text -> isNew(new Name(true, text)));
            if (!change.listens().isEmpty()) {
                // What comes later reaches the new listener by itself.
                received = highestReceived.getAsLong();
            }
            asked = false;
            due = !ready || !changes.isEmpty();
        }
        // Without the lock: it may need one that the writer has.
        requestWrite.run();
    }

    private void gone(Name name) {
        Change before = changes.remove(name);
        if (before != Change.NEW) {
            changes.put(name, Change.GONE);
        }
    }

    private void isNew(Name name) {
        Change before = changes.remove(name);
        if (before == null) {
            changes.put(name, ready ? Change.NEW : Change.FIRST);
        } else {
            changes.put(name, before == Change.GONE ? Change.NEW_AGAIN : before);
        }
    }

    /**
     * The next frame to write.
     *
     * @param maxFrame what the peer takes
     * @return {@code null} if the peer has been told everything
     */
    @Nullable
    Frame next(int maxFrame) {
        if (!due) {
            return null;
        }
        boolean first;
        Interest part;
        synchronized (this) {
            if (!due) {
                return null;
            }
            if (ready && changes.isEmpty()) {
                return question();
            }
            first = !ready;
            // One name in any case, so that it comes to an end
            part = take(Math.max(1, Math.min(PART_BYTES, maxFrame - BODY_BYTES)));
        }
        return Frame.control(first ? FrameType.READY : FrameType.INTEREST, codec.write(part));
    }

    private Interest take(int bytes) {
        List<String> listens = new ArrayList<>();
        List<String> handles = new ArrayList<>();
        List<String> unlistens = new ArrayList<>();
        List<String> unhandles = new ArrayList<>();
        int left = bytes;
        Iterator<Map.Entry<Name, Change>> names = changes.entrySet().iterator();
        while (left > 0 && names.hasNext()) {
            Map.Entry<Name, Change> next = names.next();
            Name name = next.getKey();
            int size = (name.text.length() + NAME_BYTES) * (next.getValue() == Change.NEW_AGAIN ? 2 : 1);
            if (size > left && left < bytes) {
                break;
            }
            left -= size;
            if (next.getValue() == Change.GONE || next.getValue() == Change.NEW_AGAIN) {
                (name.isHandled ? unhandles : unlistens).add(name.text);
            }
            if (next.getValue() != Change.GONE) {
                (name.isHandled ? handles : listens).add(name.text);
            }
            names.remove();
        }
        mark = leftNames == null ? 0 : leftNames.mark();
        due = !changes.isEmpty() || mark != 0;
        ready = true;
        whole |= changes.isEmpty();
        return new Interest(listens, handles, unlistens, unhandles, !whole, received);
    }

    /** The peer has read all before it when it answers. */
    private Frame question() {
        due = false;
        asked = true;
        return new Frame(FrameType.PING, 0, token());
    }

    private byte[] token() {
        return ByteBuffer.allocate(Long.BYTES).putLong(mark).array();
    }

    /** The peer has answered a PING: this one, or another, in whose place it has not answered this one. */
    void answered(byte[] token) {
        synchronized (this) {
            if (!asked) {
                return;
            }
            asked = false;
            if (leftNames != null && Arrays.equals(token, token())) {
                leftNames.known(mark);
                return;
            }
            due = true;
        }
        requestWrite.run();
    }
}
