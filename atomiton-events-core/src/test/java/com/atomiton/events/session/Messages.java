package com.atomiton.events.session;

import com.atomiton.events.protocol.FrameType;
import com.atomiton.events.protocol.MessageFlags;
import com.atomiton.events.protocol.MessageTail;
import com.atomiton.events.protocol.ReplyStatus;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Makes messages, whose names say which they are, and remembers what became of them. */
public final class Messages {

    private final List<String> fates = new ArrayList<>();

    /** In the order in which they were told, as in {@code a: acknowledged} and {@code b: OVERFLOW}. */
    List<String> fates() {
        return fates;
    }

    OutboundMessage event(String name) {
        return event(name, 0, 0);
    }

    OutboundMessage event(String name, int flags, int payloadBytes) {
        MessageTail tail = MessageTail.event(1, name, null, Map.of(), new byte[payloadBytes]);
        return message(FrameType.EVENT, name, tail, flags);
    }

    OutboundMessage unnumbered(String name) {
        return event(name, MessageFlags.UNNUMBERED, 0);
    }

    OutboundMessage request(String name) {
        return message(FrameType.REQUEST, name, MessageTail.request(1, 1_000, name, Map.of(), new byte[0]), 0);
    }

    OutboundMessage reply(String name) {
        return message(FrameType.REPLY, name, MessageTail.reply(1, ReplyStatus.OK, new byte[0]), 0);
    }

    OutboundMessage progress(String name) {
        return message(FrameType.PROGRESS, name, MessageTail.progress(1, new byte[0]), 0);
    }

    OutboundMessage cancel(String name) {
        return message(FrameType.CANCEL, name, MessageTail.cancel(1), 0);
    }

    private OutboundMessage message(FrameType type, String name, MessageTail tail, int flags) {
        return new OutboundMessage(type, name, tail, flags, new Fate() {
            @Override
            public void acknowledged() {
                fates.add(name + ": acknowledged");
            }

            @Override
            public void dropped(DropReason reason) {
                fates.add(name + ": " + reason);
            }
        });
    }

    /** Hands over the next one; {@code null} if there is none. */
    public static @Nullable OutboundMessage next(SendWindow window, long nowNanos, int maxFrameSize) {
        List<OutboundMessage> one = new ArrayList<>(1);
        window.take(window.lease(), one, 1, nowNanos, maxFrameSize).forEach(DroppedMessage::tell);
        return one.isEmpty() ? null : one.get(0);
    }

    /** Hands over all there is, as a connection does; each as {@code name#number}. */
    static List<String> handOver(SendWindow window) {
        List<String> handedOver = new ArrayList<>();
        for (OutboundMessage next = next(window, 0, Integer.MAX_VALUE);
                next != null;
                next = next(window, 0, Integer.MAX_VALUE)) {
            handedOver.add(next.name() + "#" + next.number());
        }
        return handedOver;
    }
}
