package com.atomiton.events.engine;

import com.atomiton.events.EventContractException;
import com.atomiton.events.LimitedLog;
import com.atomiton.events.LogText;
import com.atomiton.events.connection.PeerListener;
import com.atomiton.events.connection.PeerSession;
import com.atomiton.events.engine.Envelope.Kind;
import com.atomiton.events.engine.ReceivedRecord.FailedReceivers;
import com.atomiton.events.engine.RecentRecords.Identity;
import com.atomiton.events.protocol.Depth;
import com.atomiton.events.protocol.Message;
import com.atomiton.events.protocol.MessageFlags;
import com.atomiton.events.session.DropReason;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

/**
 * Takes what the engine brings to the bus: an event until its listeners are done with it, a request until there is room
 * for it. On the engine's threads.
 */
final class Arrivals {

    private static final Log log = LogFactory.getLog(Arrivals.class);

    private final LimitedLog expired = new LimitedLog(log);
    private final Roster roster;
    private final Departures departures;
    private final ContractHeader contract;
    private final Function<Throwable, byte[]> errors;
    private final AskedRequests asked;
    private final PeerListener listener;
    private final int requestConcurrency;

    /** By depth: a handler that waits for what it asks must not keep that from being taken. */
    private final Map<Integer, Semaphore> requestsTaken = new ConcurrentHashMap<>();

    private final RecentRecords recent = new RecentRecords();
    private final Map<Identity, FailedReceivers> attempts = new ConcurrentHashMap<>();

    Arrivals(
            Roster roster,
            Departures departures,
            ContractHeader contract,
            AskedRequests asked,
            PeerListener listener,
            EngineTerms terms) {
        this.contract = contract;
        this.errors = terms.errors();
        this.roster = roster;
        this.departures = departures;
        this.asked = asked;
        this.listener = listener;
        this.requestConcurrency = terms.requestConcurrency();
    }

    /** Takes a record that carries a message. */
    void arrived(Envelope envelope, EngineDelivery delivery) throws Exception {
        Member sender = roster.heardOf(envelope.sender(), envelope.address(), System.nanoTime());
        Message message = RecordFormat.message(envelope.kind(), delivery.record(), System.currentTimeMillis());
        Identity identity = new Identity(envelope.sender().id(), envelope.stream(), message.number());
        if (message.number() > 0 && recent.contains(identity)) {
            return;
        }
        if (envelope.isExpired(System.currentTimeMillis())) {
            expired.warn("'" + LogText.escape(message.name()) + "' from " + envelope.sender()
                    + " came after its time was over, and is dropped");
            listener.dropped(message, DropReason.EXPIRED);
            return;
        }
        if (!isAgreed(sender, envelope.kind(), message, delivery)) {
            return;
        }
        switch (envelope.kind()) {
            case EVENT -> {
                if (envelope.latest()) {
                    // The next one is to take its place while it waits for its lane, so it must not be waited for.
                    tell(new ReceivedRecord(sender.session(), sender.peer(), message, () -> {}));
                } else {
                    event(sender, message, identity, delivery);
                }
            }
            case REQUEST -> request(sender, message);
            case REPLY, PROGRESS -> answer(envelope.kind(), sender, message);
            case CANCEL -> tell(new ReceivedRecord(sender.session(), sender.peer(), message, () -> {}));
            default -> throw new EngineRecordRefusedException("no message: " + envelope.kind(), null);
        }
        if (message.number() > 0) {
            recent.add(identity);
        }
    }

    /** @throws EngineRecordRefusedException if an event looks different here, and that is not accepted */
    private boolean isAgreed(Member sender, Kind kind, Message message, EngineDelivery delivery) {
        if (message.name().isEmpty()) {
            return true;
        }
        try {
            contract.compare(message.name(), RecordFormat.contract(delivery.record()), sender.peer());
            return true;
        } catch (EventContractException differs) {
            if (kind == Kind.EVENT) {
                throw new EngineRecordRefusedException(String.valueOf(differs.getMessage()), differs);
            }
            var unused = departures.refuse(sender, message.id(), errors.apply(differs));
            return false;
        }
    }

    private void event(Member sender, Message message, Identity identity, EngineDelivery delivery) throws Exception {
        FailedReceivers failed = attempts.getOrDefault(identity, new FailedReceivers());
        ReceivedRecord received = new ReceivedRecord(sender.session(), sender.peer(), message, failed, delivery.last());
        tell(received);
        try {
            received.awaitConsumed();
            attempts.remove(identity);
        } catch (EngineRecordRefusedException unreadable) {
            confirm(sender, message);
            throw unreadable;
        } catch (Exception | Error failure) {
            if (delivery.last()) {
                attempts.remove(identity);
                confirm(sender, message);
            } else {
                attempts.put(identity, failed.next());
            }
            throw failure;
        }
        confirm(sender, message);
    }

    private void confirm(Member sender, Message message) {
        if (message.is(MessageFlags.CONFIRM)) {
            var unused = departures.notice(Kind.CONSUMED, sender.peer(), sender.address(), message.id());
        }
    }

    /**
     * Nothing is begun before the engine keeps that it was taken: so a request is either not taken, and another main gets
     * it, or its asker learns who has it, and of that one's end.
     */
    private void request(Member sender, Message message) throws Exception {
        Semaphore permits =
                requestsTaken.computeIfAbsent(Depth.of(message.headers()), unused -> new Semaphore(requestConcurrency));
        ReceivedRecord received = new ReceivedRecord(sender.session(), sender.peer(), message, permits::release);
        permits.acquire();
        boolean kept = false;
        try {
            departures
                    .notice(Kind.TAKEN, sender.peer(), sender.address(), message.id())
                    .get(message.timeoutMillis(), TimeUnit.MILLISECONDS);
            kept = true;
        } finally {
            if (!kept) {
                permits.release();
            }
        }
        tell(received);
    }

    private void answer(Kind kind, Member sender, Message message) {
        PeerSession askedThrough = asked.sessionOf(message.id());
        if (kind == Kind.REPLY) {
            asked.end(message.id());
        }
        // Without one it is late, which the bus counts.
        PeerSession session = askedThrough == null ? sender.session() : askedThrough;
        tell(new ReceivedRecord(session, sender.peer(), message, () -> {}));
    }

    private void tell(ReceivedRecord received) {
        listener.messages(List.of(received));
    }

    /** Who has taken a request has told so. */
    void taken(Envelope envelope, long id) {
        roster.heardOf(envelope.sender(), envelope.address(), System.nanoTime());
        if (!asked.taken(id, envelope.sender())) {
            departures.cancel(envelope.sender(), envelope.address(), id);
        }
    }
}
