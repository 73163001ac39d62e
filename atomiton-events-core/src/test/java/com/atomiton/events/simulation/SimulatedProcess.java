package com.atomiton.events.simulation;

import com.atomiton.events.ConnectionState;
import com.atomiton.events.Peer;
import com.atomiton.events.ProcessRole;
import com.atomiton.events.codec.Interest;
import com.atomiton.events.connection.ConnectionSettings;
import com.atomiton.events.connection.Endpoint;
import com.atomiton.events.connection.InterestChange;
import com.atomiton.events.connection.LocalProcess;
import com.atomiton.events.connection.MainEndpoint;
import com.atomiton.events.connection.PeerListener;
import com.atomiton.events.connection.PeerSession;
import com.atomiton.events.connection.ReceivedMessage;
import com.atomiton.events.connection.RendererEndpoint;
import com.atomiton.events.protocol.FrameDecoder;
import com.atomiton.events.protocol.FrameType;
import com.atomiton.events.protocol.Message;
import com.atomiton.events.session.DropReason;
import com.atomiton.events.transport.ConnectionHandler;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** One life of a process: a real endpoint, and an application with lanes that consume when the schedule says so. */
final class SimulatedProcess implements PeerListener {

    private final Simulation simulation;
    private final String id;
    private final boolean main;
    private final VirtualTimer timer;
    private final Endpoint endpoint;
    private final Listening listening;
    private final Emitter emitter;
    private final Application application;
    private final Map<PeerSession, Model.Generation> generations = new IdentityHashMap<>();
    private final List<PeerSession> known = new ArrayList<>();
    private final Map<PeerSession, Long> disconnectedAt = new IdentityHashMap<>();
    private final Set<PeerSession> lost = java.util.Collections.newSetFromMap(new IdentityHashMap<>());
    private final Map<SimulatedConnection, FrameDecoder> taps = new IdentityHashMap<>();
    private final Map<PeerSession, Gaps> gaps = new IdentityHashMap<>();
    private final Map<PeerSession, SimulatedConnection> carriers = new IdentityHashMap<>();
    private final List<Long> arrivals = new ArrayList<>();
    private @Nullable SimulatedConnection receiving;

    private boolean dead;
    private boolean stopping;
    private long pausedUntil;

    SimulatedProcess(
            Simulation simulation,
            boolean main,
            @Nullable String name,
            String id,
            long epoch,
            ConnectionSettings settings,
            Random random) {
        this.simulation = simulation;
        this.id = id;
        this.main = main;
        this.timer = new VirtualTimer(simulation.clock);
        this.listening = new Listening(simulation.model, random);
        this.emitter = new Emitter(simulation, this);
        this.application = new Application(simulation, this);
        LocalProcess local = new LocalProcess(
                new Peer(id, name, main ? ProcessRole.MAIN : ProcessRole.RENDERER), epoch, List.of("json"));
        this.endpoint = main
                ? new MainEndpoint(
                        new SimulatedTransport.Server(simulation.network, this),
                        settings,
                        local,
                        timer,
                        simulation::nanoTime)
                : new RendererEndpoint(
                        new SimulatedTransport.Client(simulation.network, this),
                        settings,
                        local,
                        timer,
                        simulation::nanoTime);
        endpoint.announce(new Interest(listening.texts(), List.of()));
        endpoint.start(this);
    }

    String id() {
        return id;
    }

    VirtualTimer timer() {
        return timer;
    }

    boolean isDead() {
        return dead;
    }

    boolean isStopping() {
        return stopping;
    }

    Listening listening() {
        return listening;
    }

    Emitter emitter() {
        return emitter;
    }

    Application application() {
        return application;
    }

    Gaps gaps(PeerSession session) {
        return gaps.computeIfAbsent(session, Gaps::new);
    }

    boolean isPaused(long now) {
        return dead || now < pausedUntil;
    }

    boolean hasLost(PeerSession session) {
        return main && lost.contains(session);
    }

    boolean hasLostAny() {
        return main && !lost.isEmpty();
    }

    /** Its side of the session with that process. */
    Model.Generation generationOf(String sender) {
        return sessions().stream()
                .map(generations::get)
                .filter(generation -> generation != null && generation.sender.equals(sender))
                .findFirst()
                .orElseThrow();
    }

    /** Since when the peer has listened to a name, if this process has got something that it emitted after it began to. */
    @Nullable
    Period knownPeriod(PeerSession session, String name) {
        SimulatedProcess peer = simulation.process(session.peer().id());
        Model.Generation generation = generations.get(session);
        if (peer == null || generation == null || !generation.sender.equals(peer.id())) {
            return null;
        }
        Period period = peer.listening.period(name);
        return period != null && period.since < generation.known ? period : null;
    }

    /** Its application listens to something that it did not listen to, or no longer does. */
    void changeInterest(Random random) {
        Interest change = listening.change(random);
        simulation.trace(() -> id + " listens to " + change.listens() + " and no longer to " + change.unlistens());
        endpoint.announce(change);
        if (!change.unlistens().isEmpty() && random.nextInt(3) == 0) {
            Interest again = listening.change(change.unlistens().get(0));
            simulation.trace(() -> id + " listens to it again");
            endpoint.announce(again);
        }
    }

    void pause(long until) {
        pausedUntil = until;
    }

    void kill() {
        dead = true;
        listening.end();
        timer.shutdown();
        simulation.network.killed(this);
    }

    void stop() {
        stopping = true;
        endpoint.stop(Duration.ZERO);
        kill();
    }

    /** Those that there are, in the order in which they began. */
    List<PeerSession> sessions() {
        return endpoint.sessions().stream()
                .sorted(Comparator.comparingInt(known::indexOf))
                .toList();
    }

    /** Whether it has a connection for each session, and everything is sent, consumed and acknowledged. */
    boolean isAtRest() {
        return application.isAtRest()
                && endpoint.sessions().stream()
                        .allMatch(session -> session.isOpen()
                                && session.outbound().events() == 0
                                && session.outbound().bytes() == 0
                                && session.outbound().unacknowledged() == 0);
    }

    /** Adds to the schedule what was done to this process. */
    void note(String what) {
        simulation.trace(() -> id + " " + what);
    }

    /** What the transport's thread does with bytes. */
    void receive(SimulatedConnection connection, ConnectionHandler handler, byte[] bytes) {
        arrivals.clear();
        receiving = connection;
        handler.received(ByteBuffer.wrap(bytes));
        receiving = null;
        if (simulation.rule == Rule.DOUBLES_KEPT) {
            taps.computeIfAbsent(connection, unused -> new FrameDecoder(Integer.MAX_VALUE))
                    .feed(ByteBuffer.wrap(bytes), frame -> {
                        if (frame.type() == FrameType.EVENT) {
                            keep(Message.of(frame));
                        }
                    });
        }
    }

    /** Gives the application what the link has dropped as a double. */
    private void keep(Message message) {
        if (!arrivals.contains(message.id())) {
            generations.values().stream()
                    .filter(generation -> generation.sender.equals(simulation.model.senderOf(message)))
                    .forEach(generation -> application.arrivedTwice(generation, message));
        }
    }

    @Override
    public void messages(List<ReceivedMessage> received) {
        received.forEach(this::message);
    }

    private void message(ReceivedMessage received) {
        Message message = received.message();
        Model.Generation generation = generations.get(received.session());
        if (generation == null) {
            throw new AssertionError(message + " arrives in a session that was not told of");
        }
        arrivals.add(message.id());
        application.arrived(generation, received);
    }

    @Override
    public void unanswered(long requestId, Peer peer, String reason) {
        throw new AssertionError("No engine is simulated");
    }

    @Override
    public void dropped(Message message, DropReason reason) {
        throw new AssertionError("Nothing is sent that has no number: " + message);
    }

    @Override
    public void connected(PeerSession session, boolean resumed) {
        String peer = session.peer().id();
        simulation.trace(() -> id + " is connected to " + peer + (resumed ? " again" : ""));
        if (!known.contains(session)) {
            known.add(session);
        }
        disconnectedAt.remove(session);
        gaps(session).connected(resumed);
        if (receiving != null) {
            carriers.put(session, receiving);
        }
        Model.Generation before = generations.get(session);
        if (resumed) {
            require(before != null && before.sender.equals(peer), "a session that it did not have is resumed");
            // A renderer may read later what a main wrote before its end.
            require(!main || !lost.contains(session), "a session is resumed after its process was lost");
            return;
        }
        lost.remove(session);
        if (!main && before != null && before.sender.equals(peer)) {
            require(
                    simulation.model.hasExpired(peer, id),
                    "both processes live, and main has lost the session with " + id);
        }
        if (main) {
            require(
                    !simulation.isConnectedTo(peer, id) || simulation.model.hasExpired(id, peer),
                    "a session with " + peer + " begins anew, but both live");
            require(
                    sessions().stream()
                                    .filter(other -> other.peer().id().equals(peer))
                                    .count()
                            == 1,
                    "it has two sessions with " + peer);
        }
        generations.put(session, new Model.Generation(peer));
    }

    /** The session that this connection carried until another took its place; {@code null} if none has. */
    @Nullable
    PeerSession takenFrom(SimulatedConnection connection) {
        return carriers.entrySet().stream()
                .filter(carried -> carried.getValue().isNewerTo(connection))
                .map(Map.Entry::getKey)
                .findFirst()
                .orElse(null);
    }

    /** Whether this renderer believes to have a session with that main. */
    boolean hasSessionWith(String peer) {
        return generations.values().stream().anyMatch(generation -> generation.sender.equals(peer));
    }

    @Override
    public void interestChanged(PeerSession session, InterestChange change) {
        simulation.trace(() -> id + " learns that " + session + " listens to "
                + session.interest().listens());
        emitter.interestChanged(session, change);
    }

    @Override
    public void refused(com.atomiton.events.EventContractException reason) {
        throw new AssertionError(reason);
    }

    @Override
    public void disconnected(PeerSession session, String reason) {
        disconnectedAt.put(session, simulation.clock.now());
        simulation.trace(() -> id + " is disconnected from " + session + ": " + reason);
    }

    @Override
    public void lost(PeerSession session, Peer peer, String reason) {
        simulation.trace(() -> id + " has lost " + peer + ": " + reason);
        lost.add(session);
        if (main) {
            long since = disconnectedAt.getOrDefault(session, Long.MAX_VALUE);
            boolean tooLong = since
                    <= simulation.clock.now()
                            - simulation.retentionOf(peer.id()).toNanos();
            require(simulation.network.hasEnded(peer.id()) || tooLong, peer + " is lost, but lives: " + reason);
            simulation.model.expired(id, peer.id());
        } else {
            require(
                    simulation.network.hasEnded(peer.id()) || simulation.model.hasExpired(peer.id(), id),
                    peer + " is lost, but lives: " + reason);
        }
    }

    @Override
    public void restarted(PeerSession session, Peer previous) {
        require(simulation.network.hasEnded(previous.id()), previous + " is replaced, but lives");
    }

    @Override
    public void gap(PeerSession session, long from, long to) {
        simulation.trace(() -> id + " is told of a gap from " + from + " to " + to);
        Model.Generation generation = generations.get(session);
        require(generation != null, "there is a gap in a session that was not told of");
        generation.missing += to - from + 1;
    }

    @Override
    public void stateChanged(ConnectionState previous, ConnectionState current, @Nullable String reason) {
        simulation.trace(() -> id + " is " + current + (reason == null ? "" : ": " + reason));
    }

    private void require(boolean holds, String violation) {
        if (!holds) {
            throw new AssertionError("At " + id + ": " + violation);
        }
    }

    @Override
    public String toString() {
        return id;
    }
}
