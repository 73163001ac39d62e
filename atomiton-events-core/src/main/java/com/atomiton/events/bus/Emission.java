package com.atomiton.events.bus;

import com.atomiton.events.Delivery;
import com.atomiton.events.EmitOptions;
import com.atomiton.events.EventType;
import com.atomiton.events.codec.EventCodec;
import com.atomiton.events.protocol.FrameType;
import com.atomiton.events.protocol.MessageFlags;
import com.atomiton.events.protocol.MessageTail;
import com.atomiton.events.session.Fate;
import com.atomiton.events.session.OutboundMessage;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** One emit on its way to peers: its tail is made once for each codec that they speak. Only its thread uses it. */
final class Emission<T> {

    private final long number;
    private final EventType<T> type;
    private final T payload;
    private final EmitOptions options;
    private final String key;
    private final Codecs codecs;
    private final Outbox outbox;

    /** By {@link System#nanoTime()}, which takes 25 ns: 0 where nothing depends on it. */
    private final long emittedAt;

    private @Nullable Encoded encoded;

    /** What was made of the payload with a codec, and with the others before. */
    private record Encoded(
            EventCodec codec, MessageTail tail, @Nullable Encoded next) {}

    Emission(long number, EventType<T> type, T payload, EmitOptions options, String key, Codecs codecs, Outbox outbox) {
        this.number = number;
        this.type = type;
        this.payload = payload;
        this.options = options;
        this.key = key;
        this.codecs = codecs;
        this.outbox = outbox;
        this.emittedAt = options.timeToLive() == null ? 0 : System.nanoTime();
    }

    EventType<T> type() {
        return type;
    }

    String name() {
        return type.name();
    }

    String key() {
        return key;
    }

    boolean isAddressed() {
        return options.target() != null;
    }

    /**
     * The message for a peer.
     *
     * @throws com.atomiton.events.EventSerializationException if the payload cannot be written, or is too large for all
     */
    OutboundMessage message(EventCodec codec, boolean confirm, Fate fate) {
        boolean unnumbered = type.delivery() == Delivery.VOLATILE && !confirm;
        int flags =
                codecs.flag(codec) | (confirm ? MessageFlags.CONFIRM : 0) | (unnumbered ? MessageFlags.UNNUMBERED : 0);
        OutboundMessage message = new OutboundMessage(FrameType.EVENT, type.name(), tail(codec), flags, fate);
        if (type.delivery() == Delivery.LATEST && !confirm) {
            message.conflatedBy(type.name() + '\n' + key);
        }
        if (options.timeToLive() != null) {
            message.expiringAt(deadline());
        }
        return message;
    }

    /** By {@link System#nanoTime()}; {@link Long#MAX_VALUE} for never. */
    long deadline() {
        Duration timeToLive = options.timeToLive();
        return timeToLive == null ? Long.MAX_VALUE : emittedAt + TimeUnit.NANOSECONDS.convert(timeToLive);
    }

    /** As {@link #message}: what of the event is the same for all peers that speak the codec. */
    MessageTail tail(EventCodec codec) {
        MessageTail known = knownTail(codec);
        if (known != null) {
            return known;
        }
        MessageTail tail = outbox.checked(
                type.name(),
                MessageTail.event(
                        number,
                        type.name(),
                        key.isEmpty() ? null : key,
                        ReservedHeaders.with(options.headers(), options.correlationId()),
                        head -> codec.encode(head, payload, type.payloadType())));
        encoded = new Encoded(codec, tail, encoded);
        return tail;
    }

    /** {@code null} if the event has not been written with the codec yet. */
    @Nullable
    MessageTail knownTail(EventCodec codec) {
        for (Encoded known = encoded; known != null; known = known.next) {
            if (known.codec == codec) {
                return known.tail;
            }
        }
        return null;
    }

    /** All that were made. */
    List<MessageTail> tails() {
        List<MessageTail> tails = new ArrayList<>(1);
        for (Encoded known = encoded; known != null; known = known.next) {
            tails.add(known.tail);
        }
        return tails;
    }
}
