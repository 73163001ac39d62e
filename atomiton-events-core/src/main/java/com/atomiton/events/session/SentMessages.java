package com.atomiton.events.session;

import com.atomiton.events.protocol.ProtocolException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The messages that were handed to a connection and are not acknowledged, in the order of their numbers, which begin at
 * 1: a ring of slots, of which some in the middle may have been released. It takes space for the messages it holds and not
 * for the numbers between them: one that stays for an hour must not make millions of later ones cost anything. Not
 * thread-safe.
 */
final class SentMessages {

    private @Nullable OutboundMessage[] messages = new @Nullable OutboundMessage[16];
    private long[] numbers = new long[messages.length];

    /** Where the ring begins; never at a released slot. */
    private int head;

    /** How many slots are in use, counted from the head, released ones among them. */
    private int slots;

    /** How many messages are not released. */
    private int size;

    private long bytes;

    /** How many slots need not be sent again on the current connection, counted from the head. */
    private int handedOver;

    /** The number that is given next. */
    private long next = 1;

    /** The lowest number that is not released, or that is given next. */
    long oldest() {
        return slots == 0 ? next : numbers[head];
    }

    int size() {
        return size;
    }

    /** How many it has space for before it must be rebuilt. */
    int capacity() {
        return messages.length;
    }

    void add(OutboundMessage message) {
        if (slots == messages.length) {
            rebuild();
        }
        next += message.missing();
        message.number = next;
        numbers[index(slots)] = next;
        messages[index(slots)] = message;
        next++;
        slots++;
        size++;
        bytes += message.size();
        handedOver = slots;
    }

    /** Whether they alone fill the window. */
    boolean isFull(WindowUsage usage) {
        return usage.isFull(size, bytes, 0);
    }

    void forEachAbove(long number, Consumer<OutboundMessage> action) {
        for (int slot = number == Long.MAX_VALUE ? slots : slotOf(number + 1); slot < slots; slot++) {
            OutboundMessage message = messages[index(slot)];
            if (message != null) {
                action.accept(message);
            }
        }
    }

    @Nullable
    OutboundMessage nextToResend() {
        while (handedOver < slots) {
            OutboundMessage message = messages[index(handedOver++)];
            if (message != null) {
                return message;
            }
        }
        return null;
    }

    /** @throws ProtocolException if no message up to this number can have been received */
    void requireSent(long number, String what) {
        if (number < 0 || number >= next) {
            throw new ProtocolException(
                    "number " + number + " was " + what + ", but the last one sent is " + (next - 1));
        }
    }

    void release(long first, long last, List<OutboundMessage> released) {
        for (int slot = slotOf(first); slot < slots && numbers[index(slot)] <= last; slot++) {
            OutboundMessage message = messages[index(slot)];
            if (message != null) {
                messages[index(slot)] = null;
                size--;
                bytes -= message.size();
                released.add(message);
            }
        }
        while (slots > 0 && messages[head] == null) {
            head = index(1);
            slots--;
            handedOver = Math.max(0, handedOver - 1);
        }
    }

    void resendAfter(long received) {
        handedOver = slotOf(received + 1);
    }

    /** Takes all of them out, in order; numbers go on from the oldest. */
    List<OutboundMessage> restart() {
        next = oldest();
        List<OutboundMessage> all = new ArrayList<>(size);
        for (int slot = 0; slot < slots; slot++) {
            OutboundMessage message = messages[index(slot)];
            if (message != null) {
                messages[index(slot)] = null;
                all.add(message);
            }
        }
        head = 0;
        slots = 0;
        size = 0;
        bytes = 0;
        handedOver = 0;
        return all;
    }

    /** The first slot of this number or a higher one. */
    private int slotOf(long number) {
        int low = 0;
        int high = slots;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (numbers[index(middle)] < number) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }

    /** Makes room: without the released slots, and larger if those were few. */
    private void rebuild() {
        int length = size > messages.length / 2 ? messages.length * 2 : messages.length;
        @Nullable OutboundMessage[] kept = new @Nullable OutboundMessage[length];
        long[] keptNumbers = new long[length];
        int count = 0;
        int keptHandedOver = 0;
        for (int slot = 0; slot < slots; slot++) {
            OutboundMessage message = messages[index(slot)];
            if (message != null) {
                keptNumbers[count] = numbers[index(slot)];
                kept[count++] = message;
                keptHandedOver += slot < handedOver ? 1 : 0;
            }
        }
        messages = kept;
        numbers = keptNumbers;
        head = 0;
        slots = count;
        handedOver = keptHandedOver;
    }

    private int index(int slot) {
        return (head + slot) & (messages.length - 1);
    }
}
