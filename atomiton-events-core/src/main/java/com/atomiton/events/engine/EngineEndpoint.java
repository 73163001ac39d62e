package com.atomiton.events.engine;

import com.atomiton.events.ConnectionState;
import com.atomiton.events.Peer;
import com.atomiton.events.ProcessRole;
import com.atomiton.events.codec.Interest;
import com.atomiton.events.connection.Endpoint;
import com.atomiton.events.connection.PeerListener;
import com.atomiton.events.connection.PeerSession;
import com.atomiton.events.connection.StateTracker;
import com.atomiton.events.engine.Envelope.Kind;
import com.atomiton.events.protocol.Message;
import com.atomiton.events.protocol.ReplyStatus;
import com.atomiton.events.session.DropReason;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.springframework.util.backoff.ExponentialBackOff;

/** A process's side of an engine: through it, it meets all processes of the other role that use the same one. */
public final class EngineEndpoint implements Endpoint {

    private final Engine engine;
    private final EngineTerms terms;
    private final Peer self;
    private final StateTracker state = new StateTracker();
    private final ExponentialBackOff backOff;
    private final Roster roster;
    private final AskedRequests asked = new AskedRequests();
    private final ContractHeader contract;
    private final AwaitedConsumers awaited;
    private final EngineWriter writer;
    private final Departures departures;
    private final Heartbeats heartbeats;
    private final Attendance attendance;
    private final PeerSession shared;
    private final AtomicLong streams = new AtomicLong();
    private final AtomicBoolean stopped = new AtomicBoolean();

    private volatile @Nullable PeerListener listener;
    private volatile @Nullable Arrivals arrivals;
    private volatile @Nullable Membership membership;

    /** Not started yet. The engine is stopped with it. */
    public EngineEndpoint(Engine engine, EngineTerms terms) {
        this.engine = engine;
        this.terms = terms;
        this.self = terms.local().self();
        this.backOff = new ExponentialBackOff(
                terms.settings().backoffInitial().toMillis(), terms.settings().backoffMultiplier());
        backOff.setMaxInterval(terms.settings().backoffMax().toMillis());
        this.contract = new ContractHeader(terms.local().contract());
        String address = address(self);
        this.writer = new EngineWriter("engine-writer", terms.timer());
        this.awaited = new AwaitedConsumers(terms.requestTimeout());
        this.roster = new Roster(terms.settings(), peer -> {
            EngineCarrier carrier = carrier(() -> true);
            return carrier.carry(PeerSession.addressed(peer, carrier, terms.settings()));
        });
        this.departures = new Departures(
                engine, writer, self, address, terms.hops(), roster, contract, asked, awaited, this::noHandler);
        this.heartbeats = new Heartbeats(
                engine, self, address, terms.hops(), terms.settings().heartbeatTimeout());
        this.attendance = new Attendance(
                terms,
                new Reception(engine, self, address, this::receive, this::beatSoon),
                heartbeats,
                state,
                this::lookWhoIsThere);
        ProcessRole others = self.role() == ProcessRole.MAIN ? ProcessRole.RENDERER : ProcessRole.MAIN;
        EngineCarrier toAll = carrier(this::isAnybodyThere);
        this.shared = toAll.carry(PeerSession.shared(new Peer("", null, others), toAll, terms.settings()));
    }

    private void beatSoon() {
        attendance.beatSoon();
    }

    /** Those without a name share one: an address of their own would be left behind by each. */
    private static String address(Peer self) {
        return self.name() == null ? self.role().label() : self.role().label() + "." + self.name();
    }

    private EngineCarrier carrier(BooleanSupplier open) {
        // One of its own, for a process that is lost and found again too: its numbers begin anew.
        long stream = streams.incrementAndGet();
        return new EngineCarrier(
                writer, (session, message) -> departures.send(stream, session, message), open, backOff);
    }

    private boolean isAnybodyThere() {
        ConnectionState current = state.current();
        boolean engineThere = current == ConnectionState.CONNECTED || current == ConnectionState.LISTENING;
        return engineThere && roster.isAnyPresent();
    }

    @Override
    public void start(PeerListener peerListener) {
        listener = peerListener;
        state.listener(peerListener);
        arrivals = new Arrivals(roster, departures, contract, asked, peerListener, terms);
        membership = new Membership(
                self, roster, heartbeats, asked, awaited, shared, state, peerListener, attendance::beatSoon);
        state.transitionTo(ConnectionState.CONNECTING, null);
        writer.start();
        attendance.start();
    }

    @Override
    public void announce(Interest change) {
        attendance.announce(change);
    }

    private void lookWhoIsThere() {
        Membership current = membership;
        if (current != null) {
            current.check();
        }
    }

    /** On a thread of the engine's. */
    private void receive(EngineDelivery delivery) throws Exception {
        Envelope envelope = RecordFormat.envelope(delivery.record());
        Arrivals messages = arrivals;
        Membership signs = membership;
        if (messages == null || signs == null || !envelope.isFor(self)) {
            return;
        }
        if (terms.hops() > 0 && envelope.hops() > 0 && envelope.kind() != Kind.PRESENCE) {
            // What one bridge has passed on, another must not: it would go round.
            return;
        }
        switch (envelope.kind()) {
            case PRESENCE -> {
                if (!terms.ignored().test(envelope.sender().id())) {
                    signs.told(envelope, delivery.record());
                }
            }
            case TAKEN -> messages.taken(envelope, RecordFormat.noticed(delivery.record()));
            case CONSUMED -> awaited.consumed(RecordFormat.noticed(delivery.record()), envelope.sender());
            case EVENT, REQUEST, REPLY, PROGRESS, CANCEL -> messages.arrived(envelope, delivery);
        }
    }

    private void noHandler(PeerSession session, long id) {
        PeerListener told = listener;
        if (told != null) {
            Message reply = Message.reply(id, ReplyStatus.NO_HANDLER, new byte[0]);
            told.messages(List.of(new ReceivedRecord(session, session.peer(), reply, () -> {})));
        }
    }

    @Override
    public void contractChanged(String event) {
        // The fingerprint travels with each record.
    }

    @Override
    public Collection<PeerSession> sessions() {
        List<PeerSession> sessions = new ArrayList<>();
        sessions.add(shared);
        sessions.addAll(roster.sessions());
        return sessions;
    }

    @Override
    public Collection<PeerSession> audience() {
        // What a renderer emits waits for a main; main keeps nothing for renderers that it does not know.
        return self.role() == ProcessRole.RENDERER || roster.isAnybody() ? List.of(shared) : List.of();
    }

    @Override
    public ConnectionState state() {
        return state.current();
    }

    @Override
    public @Nullable String lastError() {
        return state.lastError();
    }

    @Override
    public @Nullable Instant lastErrorAt() {
        return state.lastErrorAt();
    }

    @Override
    public @Nullable Instant nextAttempt() {
        return null;
    }

    @Override
    public void stop(Duration timeout) {
        if (!stopped.compareAndSet(false, true)) {
            return;
        }
        long end = System.nanoTime() + timeout.toNanos();
        try {
            for (PeerSession session : sessions()) {
                session.outbound().awaitDelivered((end - System.nanoTime()) / 2);
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
        attendance.stop(left(end).dividedBy(2));
        engine.stop(left(end));
        writer.stop();
        attendance.end();
        sessions().forEach(session -> session.outbound().close(DropReason.CLOSED));
        state.transitionTo(ConnectionState.CLOSED, null);
    }

    private static Duration left(long end) {
        return Duration.ofNanos(Math.max(0, end - System.nanoTime()));
    }
}
