package com.atomiton.events.engine.bridge;

import com.atomiton.events.ConnectionState;
import com.atomiton.events.LimitedLog;
import com.atomiton.events.Peer;
import com.atomiton.events.codec.Interest;
import com.atomiton.events.connection.Endpoint;
import com.atomiton.events.connection.InterestChange;
import com.atomiton.events.connection.InterestLimits;
import com.atomiton.events.connection.LocalProcess;
import com.atomiton.events.connection.MainEndpoint;
import com.atomiton.events.connection.PeerInterest;
import com.atomiton.events.connection.PeerListener;
import com.atomiton.events.connection.PeerSession;
import com.atomiton.events.engine.Engine;
import com.atomiton.events.engine.EngineEndpoint;
import com.atomiton.events.engine.EngineTerms;
import com.atomiton.events.protocol.ProtocolException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

/**
 * Main's side of a socket and of an engine at once. What a renderer of this machine sends is handled here if anything
 * here is for it, and otherwise by a main of another machine; what mains of other machines send to renderers reaches those
 * of this machine too.
 */
public final class BridgeEndpoint implements Endpoint {

    private static final LimitedLog log = new LimitedLog(LogFactory.getLog(BridgeEndpoint.class));

    private static final Duration GOODBYE = Duration.ofSeconds(1);

    private final MainEndpoint socket;
    private final EngineEndpoint engineSide;
    private final Engine engine;
    private final EngineTerms terms;
    private final Executor executor;
    private final Map<PeerSession, Delegate> delegates = new ConcurrentHashMap<>();
    private final Set<String> ownRenderers = ConcurrentHashMap.newKeySet();
    private final PeerInterest own = new PeerInterest();

    /** What renderers are told: what is wanted here, and at other mains. Guarded by this. */
    private final PeerInterest told = new PeerInterest();

    /**
     * Not started yet.
     *
     * @param socket not started yet; it must take payloads in JSON only
     * @param engine stopped with it
     * @param executor for what waits for the engine
     */
    public BridgeEndpoint(MainEndpoint socket, Engine engine, EngineTerms terms, Executor executor) {
        this.socket = socket;
        this.engine = engine;
        this.terms = terms;
        this.executor = executor;
        this.engineSide = new EngineEndpoint(engine, terms.ignoring(ownRenderers::contains));
    }

    @Override
    public void claim() {
        socket.claim();
    }

    @Override
    public void start(PeerListener listener) {
        socket.start(new SocketSide(listener, this));
        engineSide.start(new EngineSide(listener));
    }

    @Override
    public void announce(Interest change) {
        own.apply(change, InterestLimits.NONE);
        engineSide.announce(change);
        List<PeerInterest> mains = mains();
        tellRenderers(new Interest(
                change.listens(),
                change.handles(),
                change.unlistens().stream()
                        .filter(text -> mains.stream().noneMatch(main -> main.listensTo(text)))
                        .toList(),
                change.unhandles().stream()
                        .filter(name -> mains.stream().noneMatch(main -> main.handles(name)))
                        .toList(),
                null));
    }

    /** A renderer must send what a main of another machine is for, too. */
    private void mainsChanged() {
        warn(tellRenderersAll());
    }

    private void tellRenderers(Interest change) {
        warn(tellRenderersOf(change));
    }

    private static void warn(@Nullable String excess) {
        if (excess != null) {
            log.error(
                    "The renderers of this machine are not told all that mains of other machines listen to, and do not"
                            + " send them the rest: there is " + excess);
        }
    }

    /** Returns what of it is too much to be told. */
    private synchronized @Nullable String tellRenderersAll() {
        PeerInterest all = new PeerInterest(own.whole());
        String excess = null;
        try {
            mains().forEach(main -> all.apply(main.whole(), InterestLimits.PROTOCOL));
        } catch (ProtocolException tooMuch) {
            excess = tooMuch.getMessage();
        }
        socket.announce(told.apply(InterestChange.between(told, all, false).change(), InterestLimits.PROTOCOL)
                .change());
        return excess;
    }

    private synchronized @Nullable String tellRenderersOf(Interest change) {
        try {
            socket.announce(told.apply(change, InterestLimits.PROTOCOL).change());
            return null;
        } catch (ProtocolException tooMuchWithTheOthers) {
            return tellRenderersAll();
        }
    }

    private List<PeerInterest> mains() {
        return delegates.values().stream().map(Delegate::mains).toList();
    }

    PeerInterest ownInterest() {
        return own;
    }

    @Nullable
    Delegate delegate(PeerSession renderer) {
        return delegates.get(renderer);
    }

    /** A renderer of this machine has said what it listens to. */
    void rendererListens(PeerSession renderer, InterestChange change) {
        Delegate known = delegates.get(renderer);
        if (known != null) {
            known.announce(change.change());
        } else {
            delegates
                    .computeIfAbsent(renderer, this::newDelegate)
                    .announce(renderer.interest().whole());
        }
    }

    private Delegate newDelegate(PeerSession renderer) {
        Peer peer = renderer.peer();
        ownRenderers.add(peer.id());
        EngineTerms own = terms.passingOnFor(
                new LocalProcess(peer, terms.local().epoch(), terms.local().codecs()));
        Delegate delegate = new Delegate(
                terms.local().self(),
                renderer,
                new EngineEndpoint(new SharedEngine(engine), own),
                terms.errors(),
                this::mainsChanged);
        delegate.start();
        return delegate;
    }

    /** A renderer of this machine has ended, or another process takes its place. */
    void rendererEnded(PeerSession renderer, Peer peer) {
        Delegate delegate = delegates.remove(renderer);
        if (delegate != null) {
            executor.execute(() -> {
                delegate.stop(GOODBYE);
                // Not before: its last signs of life are still on their way.
                ownRenderers.remove(peer.id());
            });
            mainsChanged();
        }
    }

    @Override
    public void contractChanged(String event) {
        socket.contractChanged(event);
        engineSide.contractChanged(event);
    }

    @Override
    public Collection<PeerSession> sessions() {
        return joined(socket.sessions(), engineSide.sessions());
    }

    @Override
    public Collection<PeerSession> audience() {
        return joined(socket.audience(), engineSide.audience());
    }

    private static Collection<PeerSession> joined(Collection<PeerSession> some, Collection<PeerSession> others) {
        List<PeerSession> all = new ArrayList<>(some);
        all.addAll(others);
        return all;
    }

    /** That of the socket: without the engine, the renderers of this machine are still served. */
    @Override
    public ConnectionState state() {
        return socket.state();
    }

    @Override
    public @Nullable String lastError() {
        String ofEngine = engineSide.lastError();
        return ofEngine != null ? ofEngine : socket.lastError();
    }

    @Override
    public @Nullable Instant lastErrorAt() {
        return engineSide.lastError() != null ? engineSide.lastErrorAt() : socket.lastErrorAt();
    }

    @Override
    public @Nullable Instant nextAttempt() {
        return socket.nextAttempt();
    }

    @Override
    public void look() {
        socket.look();
    }

    @Override
    public void stop(Duration timeout) {
        long end = System.nanoTime() + timeout.toNanos();
        socket.stop(timeout.dividedBy(2));
        delegates.values().forEach(delegate -> delegate.stop(left(end)));
        delegates.clear();
        engineSide.stop(left(end));
    }

    private static Duration left(long end) {
        return Duration.ofNanos(Math.max(0, end - System.nanoTime()));
    }
}
