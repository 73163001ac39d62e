package com.atomiton.events.simulation;

import com.atomiton.events.ConnectionState;
import com.atomiton.events.Delivery;
import com.atomiton.events.Peer;
import com.atomiton.events.ProcessRole;
import com.atomiton.events.codec.Interest;
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
import com.atomiton.events.protocol.MessageFlags;
import com.atomiton.events.protocol.MessageTail;
import com.atomiton.events.session.OutboundMessage;
import com.atomiton.events.session.SendWindow.Offer;
import com.atomiton.events.transport.ConnectionHandler;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** One life of a process: a real endpoint, and an application with lanes that consume when the schedule says so. */
final class SimulatedProcess implements PeerListener {

    private static final int LANES = 3;

    private final Simulation simulation;
    private final String id;
    private final boolean main;
    private final VirtualTimer timer;
    private final Endpoint endpoint;
    private final List<Deque<Runnable>> lanes = new ArrayList<>();
    private final Map<PeerSession, Model.Generation> generations = new IdentityHashMap<>();
    private final List<PeerSession> known = new ArrayList<>();
    private final Map<PeerSession, Long> disconnectedAt = new IdentityHashMap<>();
    private final Set<PeerSession> lost = java.util.Collections.newSetFromMap(new IdentityHashMap<>());
    private final Map<SimulatedConnection, FrameDecoder> taps = new IdentityHashMap<>();
    private final List<Long> arrivals = new ArrayList<>();

    private boolean dead;
    private boolean stopping;
    private boolean evicting;
    private long pausedUntil;

    SimulatedProcess(Simulation simulation, boolean main, @Nullable String name, String id, long epoch) {
        this.simulation = simulation;
        this.id = id;
        this.main = main;
        this.timer = new VirtualTimer(simulation.clock);
        for (int i = 0; i < LANES; i++) {
            lanes.add(new ArrayDeque<>());
        }
        LocalProcess local = new LocalProcess(
                new Peer(id, name, main ? ProcessRole.MAIN : ProcessRole.RENDERER), epoch, List.of("json"));
        this.endpoint = main
                ? new MainEndpoint(
                        new SimulatedTransport.Server(simulation.network, this),
                        simulation.settings,
                        local,
                        timer,
                        simulation.clock::now)
                : new RendererEndpoint(
                        new SimulatedTransport.Client(simulation.network, this),
                        simulation.settings,
                        local,
                        timer,
                        simulation.clock::now);
        endpoint.announce(new Interest(List.of("**"), List.of()));
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

    boolean isEvicting() {
        return evicting;
    }

    boolean isPaused(long now) {
        return dead || now < pausedUntil;
    }

    boolean hasLost(PeerSession session) {
        return main && lost.contains(session);
    }

    void pause(long until) {
        pausedUntil = until;
    }

    void kill() {
        dead = true;
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
        return lanes.stream().allMatch(Deque::isEmpty)
                && endpoint.sessions().stream()
                        .allMatch(session -> session.isOpen()
                                && session.outbound().events() == 0
                                && session.outbound().bytes() == 0
                                && session.outbound().unacknowledged() == 0);
    }

    void emit(PeerSession session, Delivery delivery, @Nullable String key, long timeToLive, boolean evicts) {
        if (delivery == Delivery.VOLATILE && !session.isOpen()) {
            return;
        }
        Model model = simulation.model;
        SentEvent event = new SentEvent(model.nextId(), this, session, delivery, key, timeToLive > 0);
        byte[] payload = new byte[Model.size(event.id)];
        java.util.Arrays.fill(payload, (byte) event.id);
        OutboundMessage message = new OutboundMessage(
                FrameType.EVENT,
                "e",
                MessageTail.event(event.id, "e", key, Map.of(), payload),
                delivery == Delivery.VOLATILE ? MessageFlags.UNNUMBERED : 0,
                event);
        if (key != null) {
            message.conflatedBy(key);
        }
        if (timeToLive > 0) {
            message.expiringAt(simulation.clock.now() + timeToLive);
        }
        model.add(event);
        Offer offer = session.offer(message, false);
        while (offer == Offer.FULL && evicts && evictOldest(session)) {
            offer = session.offer(message, false);
        }
        if (offer == Offer.TAKEN) {
            model.taken(event);
        } else {
            model.refused(event);
        }
        simulation.trace(() -> id + " emits " + event + ": " + event.dropped);
    }

    private boolean evictOldest(PeerSession session) {
        evicting = true;
        boolean evicted = session.outbound().evictOldest();
        evicting = false;
        return evicted;
    }

    /** The listeners of one lane are done with their oldest event; {@code false} if there is none. */
    boolean consume(int firstLane) {
        for (int i = 0; i < LANES; i++) {
            Runnable next = lanes.get((firstLane + i) % LANES).poll();
            if (next != null) {
                next.run();
                return true;
            }
        }
        return false;
    }

    /** Adds to the schedule what was done to this process. */
    void note(String what) {
        simulation.trace(() -> id + " " + what);
    }

    /** What the transport's thread does with bytes. */
    void receive(SimulatedConnection connection, ConnectionHandler handler, byte[] bytes) {
        arrivals.clear();
        handler.received(ByteBuffer.wrap(bytes));
        if (simulation.rule == Rule.DOUBLES_KEPT) {
            taps.computeIfAbsent(connection, unused -> new FrameDecoder(Integer.MAX_VALUE))
                    .feed(ByteBuffer.wrap(bytes), frame -> {
                        if (frame.type().isMessage()) {
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
                    .forEach(generation -> simulation.model.arrived(generation, message));
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
        SentEvent event = simulation.model.arrived(generation, message);
        simulation.trace(() -> id + " gets " + event);
        if (simulation.rule == Rule.ACKNOWLEDGED_BEFORE_CONSUMPTION) {
            received.done();
        }
        lanes.get((int) (message.id() % LANES)).add(() -> {
            simulation.trace(() -> id + " consumes " + event);
            event.consumed = true;
            received.done();
        });
    }

    @Override
    public void unanswered(long requestId, Peer peer, String reason) {
        throw new AssertionError("No engine is simulated");
    }

    @Override
    public void dropped(com.atomiton.events.protocol.Message message, com.atomiton.events.session.DropReason reason) {
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
        Model.Generation before = generations.get(session);
        if (resumed) {
            require(before != null && before.sender.equals(peer), "a session that it did not have is resumed");
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
        }
        generations.put(session, new Model.Generation(peer));
    }

    /** Whether this renderer believes to have a session with that main. */
    boolean hasSessionWith(String peer) {
        return generations.values().stream().anyMatch(generation -> generation.sender.equals(peer));
    }

    @Override
    public void interestChanged(PeerSession session, InterestChange change) {
        // The interest of all is in everything.
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
            boolean tooLong = since <= simulation.clock.now() - Simulation.RETENTION.toNanos();
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
        require(simulation.evicts(), "there is a gap from " + from + " to " + to + ", but nothing was dropped");
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
