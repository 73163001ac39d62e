package com.atomiton.events.bus;

import com.atomiton.events.EmitResult;
import com.atomiton.events.LimitedLog;
import com.atomiton.events.Peer;
import com.atomiton.events.Subscription;
import com.atomiton.events.connection.PeerSession;
import com.atomiton.events.connection.ReceivedMessage;
import com.atomiton.events.observation.EventTap;
import com.atomiton.events.observation.PassedMessage;
import com.atomiton.events.observation.PassedMessage.Content;
import com.atomiton.events.observation.PassedMessage.Direction;
import com.atomiton.events.observation.PassedMessage.Kind;
import com.atomiton.events.protocol.FrameType;
import com.atomiton.events.protocol.Message;
import com.atomiton.events.protocol.MessageTail;
import com.atomiton.events.protocol.ReplyStatus;
import com.atomiton.events.session.OutboundMessage;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

/**
 * Those who look at what passes this bus. As long as there is nobody, it costs one look at a field, {@link #isWatched()},
 * which every caller takes first. What belongs to taps themselves is not shown. Thread-safe.
 */
final class Taps {

    private static final LimitedLog log = new LimitedLog(LogFactory.getLog(Taps.class));

    private static final int STATUS_OFFSET = Long.BYTES;

    private final Codecs codecs;

    /** Replaced at each change, under this object's lock; {@code null} if there is nobody. */
    private volatile @Nullable List<EventTap> taps;

    Taps(Codecs codecs) {
        this.codecs = codecs;
    }

    /** Whether anybody looks. */
    boolean isWatched() {
        return taps != null;
    }

    synchronized Subscription add(EventTap tap) {
        List<EventTap> more = new ArrayList<>(current());
        more.add(tap);
        taps = List.copyOf(more);
        return () -> remove(tap);
    }

    private synchronized void remove(EventTap tap) {
        List<EventTap> fewer = new ArrayList<>(current());
        fewer.remove(tap);
        taps = fewer.isEmpty() ? null : List.copyOf(fewer);
    }

    private List<EventTap> current() {
        List<EventTap> current = taps;
        return current == null ? List.of() : current;
    }

    /** A message was offered to a peer; {@code null} if it threw for want of space. */
    void sent(PeerSession session, OutboundMessage message, @Nullable EmitResult result) {
        if (!ReservedNames.isReserved(message.name())) {
            MessageTail tail = message.tail();
            tell(new PassedMessage(
                    System.currentTimeMillis(),
                    kind(message.type()),
                    Direction.SENT,
                    message.name(),
                    ByteBuffer.wrap(tail.bytes()).getLong(),
                    session.peer(),
                    tail.frameSize(),
                    outcome(message, result),
                    new SentContent(codecs, session, message)));
        }
    }

    private static String outcome(OutboundMessage message, @Nullable EmitResult result) {
        if (result == null) {
            return "overflow";
        }
        boolean reply = message.type() == FrameType.REPLY && result != EmitResult.DROPPED;
        return reply ? label(ReplyStatus.ofCode(message.tail().bytes()[STATUS_OFFSET])) : label(result);
    }

    /** A message has come from a peer. */
    void received(ReceivedMessage received, String name) {
        if (!ReservedNames.isReserved(name)) {
            Message message = received.message();
            tell(new PassedMessage(
                    System.currentTimeMillis(),
                    kind(message.type()),
                    Direction.RECEIVED,
                    name,
                    message.id(),
                    received.session().peer(),
                    MessageTail.OFFSET + message.body().length,
                    message.type() == FrameType.REPLY ? label(message.status()) : "received",
                    new EncodedContent(codecs.encoded(received.session(), message))));
        }
    }

    /** An event, or a request, of this process to itself, or to nobody. */
    void local(Kind kind, String name, long id, Object payload, EmitResult result) {
        if (!ReservedNames.isReserved(name)) {
            Direction direction = result == EmitResult.NO_SUBSCRIBER ? Direction.SENT : Direction.LOCAL;
            Content content = new LocalContent(codecs.json(), payload);
            tell(new PassedMessage(
                    System.currentTimeMillis(), kind, direction, name, id, null, 0, label(result), content));
        }
    }

    /** An event has become a dead letter. */
    void deadLettered(IncomingEvent event, String reason) {
        Peer peer = event.isLocal() ? null : event.sender();
        tell(new PassedMessage(
                System.currentTimeMillis(),
                Kind.EVENT,
                event.isLocal() ? Direction.LOCAL : Direction.RECEIVED,
                event.name(),
                event.number(),
                peer,
                0,
                reason,
                Content.NONE));
    }

    private void tell(PassedMessage message) {
        for (EventTap tap : current()) {
            try {
                tap.passed(message);
            } catch (VirtualMachineError noMemory) {
                // Not its own fault.
                log.error("A tap has missed a message", noMemory);
            } catch (Throwable broken) {
                remove(tap);
                log.error("A tap failed and was taken off the bus", broken);
            }
        }
    }

    private static Kind kind(FrameType type) {
        return switch (type) {
            case REQUEST -> Kind.REQUEST;
            case REPLY -> Kind.REPLY;
            case PROGRESS -> Kind.PROGRESS;
            case CANCEL -> Kind.CANCEL;
            default -> Kind.EVENT;
        };
    }

    private static String label(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
