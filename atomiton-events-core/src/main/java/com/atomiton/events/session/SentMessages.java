package com.atomiton.events.session;

import com.atomiton.events.protocol.ProtocolException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The messages that were handed to a connection and are not acknowledged, by their numbers: a ring that starts at the
 * oldest. Numbers begin at 1. Not thread-safe.
 */
final class SentMessages {

    private @Nullable OutboundMessage[] ring = new @Nullable OutboundMessage[16];

    /** The lowest number that is not released. */
    private long oldest = 1;

    /** The number that is given next. */
    private long next = 1;

    /** The number that is to be sent again next; {@code next} if there is none. */
    private long resend = 1;

    private int size;

    long oldest() {
        return oldest;
    }

    int size() {
        return size;
    }

    void add(OutboundMessage message) {
        makeRoom();
        message.number = next;
        ring[index(next)] = message;
        next++;
        resend = next;
        size++;
    }

    /** Leaves numbers out. */
    void skip(long count) {
        for (long i = 0; i < count; i++) {
            if (size == 0) {
                oldest = next = resend = next + count - i;
                return;
            }
            makeRoom();
            next++;
            resend = next;
        }
    }

    @Nullable
    OutboundMessage nextToResend() {
        while (resend < next) {
            OutboundMessage message = ring[index(resend++)];
            if (message != null) {
                return message;
            }
        }
        return null;
    }

    void release(long first, long last, List<OutboundMessage> released) {
        if (last >= next) {
            throw new ProtocolException("number " + last + " was acknowledged, but the last one sent is " + (next - 1));
        }
        for (long number = Math.max(first, oldest); number <= last; number++) {
            OutboundMessage message = ring[index(number)];
            if (message != null) {
                ring[index(number)] = null;
                size--;
                released.add(message);
            }
        }
        while (oldest < next && ring[index(oldest)] == null) {
            oldest++;
        }
        resend = Math.max(resend, oldest);
    }

    void resendAfter(long received) {
        if (received >= next || received < 0) {
            throw new ProtocolException("number " + received + " was received, but the last one sent is " + (next - 1));
        }
        resend = Math.max(oldest, received + 1);
    }

    /** Takes all of them out, in order; numbers go on from the oldest. */
    List<OutboundMessage> restart() {
        List<OutboundMessage> all = new ArrayList<>(size);
        for (long number = oldest; number < next; number++) {
            OutboundMessage message = ring[index(number)];
            if (message != null) {
                ring[index(number)] = null;
                all.add(message);
            }
        }
        next = oldest;
        resend = oldest;
        size = 0;
        return all;
    }

    private void makeRoom() {
        if (next - oldest < ring.length) {
            return;
        }
        @Nullable OutboundMessage[] larger = new @Nullable OutboundMessage[ring.length * 2];
        for (long number = oldest; number < next; number++) {
            larger[(int) (number & (larger.length - 1))] = ring[index(number)];
        }
        ring = larger;
    }

    private int index(long number) {
        return (int) (number & (ring.length - 1));
    }
}
