package com.atomiton.events.session;

import com.atomiton.events.protocol.Frame;
import com.atomiton.events.protocol.FrameType;
import com.atomiton.events.protocol.Message;
import com.atomiton.events.protocol.MessageFlags;
import com.atomiton.events.protocol.MessageTail;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/**
 * A message on its way to one peer. Its tail is shared with the same message to other peers; the rest, its number above
 * all, belongs to the {@link SendWindow} that holds it and is guarded by that window's lock.
 */
public final class OutboundMessage {

    private static final long NEVER = Long.MAX_VALUE;

    private final FrameType type;
    private final String name;
    private final MessageTail tail;
    private final Fate fate;

    private int flags;
    private long missing;
    private @Nullable String conflationKey;
    private long deadlineNanos = NEVER;

    /** 0 while it waits; volatile since it may be asked for without the lock. */
    volatile long number;

    /** Whether it waits for a connection; kept by {@link WaitingMessages}. */
    boolean waits;

    /** A message that is kept until it is acknowledged. */
    public OutboundMessage(FrameType type, String name, MessageTail tail, int flags, Fate fate) {
        this.type = type;
        this.name = name;
        this.tail = tail;
        this.flags = flags | tail.flags();
        this.fate = fate;
    }

    /** Tells that so many messages are missing which came before it; it carries nothing else. */
    static OutboundMessage gap(long missing) {
        OutboundMessage gap = new OutboundMessage(FrameType.GAP, "", MessageTail.GAP, 0, Fate.UNOBSERVED);
        gap.missing = missing;
        return gap;
    }

    /** Makes it replace, while it waits, an earlier one with this key that still waits. */
    public OutboundMessage conflatedBy(String key) {
        conflationKey = key;
        return this;
    }

    /** Makes it be dropped if it still waits at this time of {@link System#nanoTime()}. */
    public OutboundMessage expiringAt(long nanoTime) {
        deadlineNanos = nanoTime;
        return this;
    }

    /** Its frame's type. */
    public FrameType type() {
        return type;
    }

    /** The event's name. */
    public String name() {
        return name;
    }

    /** The bytes after its number. */
    public MessageTail tail() {
        return tail;
    }

    /** Its frame's flags. */
    public int flags() {
        return flags;
    }

    /** Its number; 0 as long as it has not been handed to a connection. */
    public long number() {
        return number;
    }

    /** Told what becomes of it. */
    public Fate fate() {
        return fate;
    }

    @Nullable
    String conflationKey() {
        return conflationKey;
    }

    /** Whether it is an event, and not part of a request. */
    public boolean isEvent() {
        return type == FrameType.EVENT;
    }

    /** Whether it only tells that some before it are missing. */
    public boolean isGap() {
        return type == FrameType.GAP;
    }

    void oneMoreMissing() {
        missing++;
    }

    /** How many are missing before it. */
    long missing() {
        return missing;
    }

    /** As its receiver reads it: it is the flags that say what stands before the payload. */
    public Message read(long itsNumber) {
        byte[] bytes = tail.bytes();
        byte[] body = ByteBuffer.allocate(MessageTail.OFFSET + bytes.length)
                .putLong(itsNumber)
                .put(bytes)
                .array();
        return Message.of(new Frame(type, flags, body));
    }

    /** Whether a later one of its key says all that it says. */
    public boolean isConflated() {
        return conflationKey != null;
    }

    /** When it is dropped, by {@link System#nanoTime()}; {@link Long#MAX_VALUE} for never. */
    public long deadlineNanos() {
        return deadlineNanos;
    }

    /** Whether it has a number once it is sent, and is kept until it is acknowledged. */
    public boolean isNumbered() {
        return !MessageFlags.isSet(flags, MessageFlags.UNNUMBERED);
    }

    boolean isExpired(long nowNanos) {
        return deadlineNanos != NEVER && nowNanos - deadlineNanos >= 0;
    }

    int size() {
        return tail.frameSize();
    }

    void waitAgain() {
        number = 0;
        flags |= MessageFlags.REDELIVERED;
    }
}
