package com.atomiton.events.engine;

import com.atomiton.events.Peer;
import com.atomiton.events.ProcessRole;
import com.atomiton.events.engine.Envelope.Kind;
import com.atomiton.events.protocol.FrameType;
import com.atomiton.events.protocol.Message;
import com.atomiton.events.protocol.MessageFlags;
import com.atomiton.events.protocol.ReplyStatus;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Messages as records: the payload alone is the value, so that what else reads from the engine finds plain JSON; all that a
 * frame says before the payload stands in headers.
 */
final class RecordFormat {

    private static final byte[] NOTHING = {};

    private RecordFormat() {}

    /** A record of a message. */
    static EngineRecord write(Envelope envelope, Message message, @Nullable String contract) {
        RecordHeaders headers = headers(envelope)
                .with("number", message.number())
                .with("id", message.id())
                .with("flags", message.flags() & MessageFlags.OF_MESSAGE)
                .with("name", message.name().isEmpty() ? null : message.name())
                .with("key", message.key())
                .with("timeout", message.type() == FrameType.REQUEST ? message.timeoutMillis() : null)
                .with("status", message.type() == FrameType.REPLY ? message.status() : null)
                .with("contract", contract)
                .withOwn(message.headers());
        return new EngineRecord(key(envelope, message), headers.values(), message.payload());
    }

    /** A record that only says something of a message of this id or number. */
    static EngineRecord notice(Envelope envelope, long id) {
        return new EngineRecord(
                envelope.sender().id(), headers(envelope).with("id", id).values(), NOTHING);
    }

    static EngineRecord presence(Envelope envelope, byte[] presence) {
        return new EngineRecord(envelope.sender().id(), headers(envelope).values(), presence);
    }

    /** Requests are spread; events of one key keep their order, and so does what one sender sends without a key. */
    private static String key(Envelope envelope, Message message) {
        if (envelope.kind() == Kind.REQUEST) {
            return envelope.sender().id() + "-" + message.id();
        }
        String key = message.key();
        return key == null || key.isEmpty() ? envelope.sender().id() : key;
    }

    private static RecordHeaders headers(Envelope envelope) {
        Peer sender = envelope.sender();
        return new RecordHeaders()
                .with("kind", envelope.kind().name().toLowerCase(Locale.ROOT))
                .with("sender", sender.id())
                .with("sender-name", sender.name())
                .with("role", sender.role().label())
                .with("address", envelope.address())
                .with("to", envelope.to())
                .with("to-name", envelope.toName())
                .with("stream", envelope.stream() == 0 ? null : envelope.stream())
                .with("hops", envelope.hops() == 0 ? null : envelope.hops())
                .with("latest", envelope.latest() ? true : null)
                .with("expires-at", envelope.expiresAt() == Envelope.NEVER ? null : envelope.expiresAt());
    }

    /** @throws EngineRecordRefusedException if it is no record of this format */
    static Envelope envelope(EngineRecord record) {
        RecordHeaders headers = new RecordHeaders(record.headers());
        String role = headers.text("role");
        return new Envelope(
                oneOf(Kind.class, headers.text("kind")),
                new Peer(headers.text("sender"), headers.find("sender-name"), oneOf(ProcessRole.class, role)),
                headers.text("address"),
                headers.find("to"),
                headers.find("to-name"),
                headers.number("stream", 0),
                (int) headers.number("hops", 0),
                headers.find("latest") != null,
                headers.number("expires-at", Envelope.NEVER));
    }

    /**
     * The message of a record.
     *
     * @throws EngineRecordRefusedException if it carries none
     */
    static Message message(Kind kind, EngineRecord record, long nowMillis) {
        RecordHeaders headers = new RecordHeaders(record.headers());
        FrameType type = FrameType.valueOf(kind.name());
        boolean named = kind == Kind.EVENT || kind == Kind.REQUEST;
        String status = headers.find("status");
        return new Message(
                type,
                (int) headers.number("flags", 0) & MessageFlags.OF_MESSAGE,
                headers.number("number", 0),
                headers.number("id", 0),
                kind == Kind.REQUEST ? timeLeft(headers, nowMillis) : 0,
                status == null ? ReplyStatus.OK : oneOf(ReplyStatus.class, status),
                named ? name(headers.text("name")) : "",
                headers.find("key"),
                named ? headers.own() : Map.of(),
                record.value(),
                0);
    }

    /** The id or number that a notice says something of. */
    static long noticed(EngineRecord record) {
        return new RecordHeaders(record.headers()).number("id", 0);
    }

    static @Nullable String contract(EngineRecord record) {
        return new RecordHeaders(record.headers()).find("contract");
    }

    private static int timeLeft(RecordHeaders headers, long nowMillis) {
        long timeout = headers.number("timeout", Integer.MAX_VALUE);
        long left = headers.number("expires-at", Envelope.NEVER) - nowMillis;
        return (int) Math.max(0, Math.min(Math.min(timeout, left), Integer.MAX_VALUE));
    }

    private static String name(String name) {
        if (!Message.isName(name)) {
            throw new EngineRecordRefusedException(
                    "an event name of " + name.length() + " characters does not match [A-Za-z0-9._:-]{1,200}", null);
        }
        return name;
    }

    private static <E extends Enum<E>> E oneOf(Class<E> type, String text) {
        try {
            return Enum.valueOf(type, text.toUpperCase(Locale.ROOT));
        } catch (IllegalArgumentException unknown) {
            throw new EngineRecordRefusedException(
                    "a record with an unknown " + type.getSimpleName() + " of " + text.length() + " characters",
                    unknown);
        }
    }
}
