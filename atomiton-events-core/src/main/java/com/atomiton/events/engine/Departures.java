package com.atomiton.events.engine;

import com.atomiton.events.Peer;
import com.atomiton.events.ProcessRole;
import com.atomiton.events.connection.PeerInterest;
import com.atomiton.events.connection.PeerSession;
import com.atomiton.events.engine.Envelope.Kind;
import com.atomiton.events.protocol.FrameType;
import com.atomiton.events.protocol.Message;
import com.atomiton.events.protocol.MessageFlags;
import com.atomiton.events.protocol.ReplyStatus;
import com.atomiton.events.session.DropReason;
import com.atomiton.events.session.OutboundMessage;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Gives messages to the engine: each to the destination where those are that it is for. On the writer's thread. */
final class Departures {

    private final Engine engine;
    private final EngineWriter writer;
    private final Peer self;
    private final String address;
    private final int hops;
    private final Roster roster;
    private final ContractHeader contract;
    private final AskedRequests asked;
    private final AwaitedConsumers awaited;
    private final NoHandlers noHandlers;

    /** Answers a request that none of the mains takes. */
    @FunctionalInterface
    interface NoHandlers {

        void answer(PeerSession session, long id);
    }

    Departures(
            Engine engine,
            EngineWriter writer,
            Peer self,
            String address,
            int hops,
            Roster roster,
            ContractHeader contract,
            AskedRequests asked,
            AwaitedConsumers awaited,
            NoHandlers noHandlers) {
        this.engine = engine;
        this.writer = writer;
        this.self = self;
        this.address = address;
        this.hops = hops;
        this.roster = roster;
        this.contract = contract;
        this.asked = asked;
        this.awaited = awaited;
        this.noHandlers = noHandlers;
    }

    /** Sends a message of a session; the future completes when it may be acknowledged. */
    CompletableFuture<Void> send(long stream, PeerSession session, OutboundMessage outbound) {
        Message message = outbound.read(outbound.number());
        return switch (message.type()) {
            case REQUEST -> request(stream, session, outbound, message);
            case CANCEL -> cancel(session, message);
            case EVENT -> event(stream, session, outbound, message);
            default -> send(stream, session, outbound, message);
        };
    }

    private CompletableFuture<Void> event(long stream, PeerSession session, OutboundMessage outbound, Message message) {
        if (!message.is(MessageFlags.CONFIRM)) {
            return send(stream, session, outbound, message);
        }
        boolean anyOfMains = session.isShared() && self.role() == ProcessRole.RENDERER;
        List<Peer> receivers = session.isShared()
                ? roster.present(interest -> interest.wants(message.name()))
                : List.of(session.peer());
        CompletableFuture<Void> consumed = awaited.await(message.id(), receivers, anyOfMains, outbound.fate());
        return send(stream, session, outbound, message).thenCombine(consumed, (sent, done) -> sent);
    }

    private CompletableFuture<Void> request(
            long stream, PeerSession session, OutboundMessage outbound, Message message) {
        if (session.isShared()
                && roster.isAnyPresent()
                && roster.present(interest -> interest.handles(message.name())).isEmpty()) {
            noHandlers.answer(session, message.id());
            return CompletableFuture.completedFuture(null);
        }
        asked.asked(message.id(), session);
        return send(stream, session, outbound, message);
    }

    /** To whoever has taken the request; if nobody is known to have, to who will tell that he has. */
    private CompletableFuture<Void> cancel(PeerSession session, Message message) {
        Peer answerer = asked.end(message.id());
        Peer to = session.isShared() ? answerer : session.peer();
        Member member = to == null ? null : roster.find(to.id());
        return member == null
                ? CompletableFuture.completedFuture(null)
                : engine.send(
                        Destination.process(member.address()), record(message, envelope(Kind.CANCEL, member.peer())));
    }

    private CompletableFuture<Void> send(long stream, PeerSession session, OutboundMessage outbound, Message message) {
        Destination destination = destination(session, message);
        if (destination == null) {
            outbound.fate().dropped(DropReason.PEER_LOST);
            return CompletableFuture.completedFuture(null);
        }
        Envelope envelope = envelope(Kind.valueOf(message.type().name()), session.isShared() ? null : session.peer())
                .with(stream, outbound.isConflated(), expiresAt(outbound));
        return engine.send(destination, record(message, envelope));
    }

    private @Nullable Destination destination(PeerSession session, Message message) {
        if (session.isShared()) {
            PeerInterest interest = session.interest();
            boolean byPattern = message.type() == FrameType.EVENT && interest.wantsByPattern(message.name());
            String name = byPattern ? "" : message.name();
            return self.role() == ProcessRole.MAIN ? Destination.renderers(name) : Destination.mains(name);
        }
        Member member = roster.find(session.peer().id());
        return member == null ? null : Destination.process(member.address());
    }

    private EngineRecord record(Message message, Envelope envelope) {
        return RecordFormat.write(envelope, message, message.name().isEmpty() ? null : contract.of(message.name()));
    }

    private Envelope envelope(Kind kind, @Nullable Peer to) {
        return Envelope.of(kind, self, address, hops, to);
    }

    private static long expiresAt(OutboundMessage outbound) {
        if (outbound.deadlineNanos() == Long.MAX_VALUE) {
            return Envelope.NEVER;
        }
        long left = outbound.deadlineNanos() - System.nanoTime();
        return System.currentTimeMillis() + Math.max(0, TimeUnit.NANOSECONDS.toMillis(left));
    }

    /** Tells a process something of a message; the future completes when the engine keeps it. */
    CompletableFuture<Void> notice(Kind kind, Peer to, String toAddress, long id) {
        EngineRecord notice = RecordFormat.notice(envelope(kind, to), id);
        return CompletableFuture.completedFuture(notice)
                .thenComposeAsync(record -> engine.send(Destination.process(toAddress), record), writer::execute);
    }

    /** Answers a request that is not told to the bus. */
    CompletableFuture<Void> refuse(Member asker, long id, byte[] error) {
        EngineRecord record = record(Message.reply(id, ReplyStatus.FAILED, error), envelope(Kind.REPLY, asker.peer()));
        return CompletableFuture.completedFuture(record)
                .thenComposeAsync(sent -> engine.send(Destination.process(asker.address()), sent), writer::execute);
    }

    /** Tells a process that nobody waits for its answer. */
    void cancel(Peer to, String toAddress, long id) {
        var unused = notice(Kind.CANCEL, to, toAddress, id);
    }
}
