package com.atomiton.events.connection;

import com.atomiton.events.ConnectionState;
import com.atomiton.events.EventContractException;
import com.atomiton.events.Failures;
import com.atomiton.events.LimitedLog;
import com.atomiton.events.LogText;
import com.atomiton.events.Peer;
import com.atomiton.events.ProcessRole;
import com.atomiton.events.RecentTexts;
import com.atomiton.events.codec.Contract;
import com.atomiton.events.codec.ControlCodec;
import com.atomiton.events.codec.Hello;
import com.atomiton.events.codec.Interest;
import com.atomiton.events.codec.Reject;
import com.atomiton.events.codec.Welcome;
import com.atomiton.events.protocol.Frame;
import com.atomiton.events.protocol.FrameType;
import com.atomiton.events.protocol.ProtocolException;
import com.atomiton.events.session.DropReason;
import com.atomiton.events.transport.ClientTransport;
import com.atomiton.events.transport.Connection;
import com.atomiton.events.transport.ConnectionHandler;
import com.atomiton.events.transport.ProcessWatch;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.function.LongSupplier;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

/** A renderer's side: connects to main, and again whenever the connection has ended, until it is stopped. */
public final class RendererEndpoint implements Endpoint, LinkOwner {

    private static final Log log = LogFactory.getLog(RendererEndpoint.class);

    private final ClientTransport transport;
    private final ConnectionSettings settings;
    private final LocalProcess local;
    private final ScheduledExecutorService timer;
    private final LongSupplier nanoTime;
    private final ContractGuard guard;
    private final ContractTalk talk;
    private final ControlCodec controlCodec = new ControlCodec();
    private final StateTracker state = new StateTracker();
    private final PeerSession main;
    private final List<PeerSession> sessions;
    private final Reconnector reconnector;

    // Of the connection that is being established; only the transport's thread uses them.
    private UntoldFingerprints untold;
    private ContractDifferences breaking = new ContractDifferences();
    private boolean refused;
    private final RecentTexts loggedRefusals = new RecentTexts();
    private final LimitedLog refusals = new LimitedLog(log);

    private volatile @Nullable PeerListener listener;
    private final OwnInterest interest = new OwnInterest();

    // Guarded by this.
    private @Nullable String sessionToken;
    private @Nullable Future<?> probe;
    private volatile boolean stopped;

    /** Not started yet. The timer is the bus's and is not closed here; the transport is. */
    public RendererEndpoint(
            ClientTransport transport,
            ConnectionSettings settings,
            LocalProcess local,
            ScheduledExecutorService timer) {
        this(transport, settings, local, timer, System::nanoTime);
    }

    /** As the other one, with the clock that the timer goes by; for a time that is not the machine's. */
    public RendererEndpoint(
            ClientTransport transport,
            ConnectionSettings settings,
            LocalProcess local,
            ScheduledExecutorService timer,
            LongSupplier nanoTime) {
        this.transport = transport;
        this.settings = settings;
        this.local = local;
        this.timer = timer;
        this.nanoTime = nanoTime;
        this.guard =
                new ContractGuard(local.contract().check(), local.contract().contract());
        this.untold = guard.untold();
        this.talk = new ContractTalk(guard, local.contract().executor());
        this.main = new PeerSession(new Peer("", null, ProcessRole.MAIN), "", null, settings);
        this.sessions = List.of(main);
        this.reconnector = new Reconnector(settings, timer, this::connect);
    }

    @Override
    public void start(PeerListener peerListener) {
        listener = peerListener;
        state.listener(peerListener);
        // Before the transport starts: it may be connected at once.
        state.transitionTo(ConnectionState.CONNECTING, null);
        try {
            transport.start(reconnector::tryNow);
        } catch (RuntimeException impossible) {
            state.transitionTo(ConnectionState.CLOSED, impossible.getMessage());
            throw impossible;
        }
        reconnector.start();
    }

    private void connect() {
        transport.connect(this::connected, failure -> {
            String reason = LogText.escape(String.valueOf(Failures.message(failure)));
            state.failed(reason);
            reconnector.attemptFailed(reason);
        });
    }

    private ConnectionHandler connected(Connection connection) {
        Link link = new Link(FrameType.WELCOME, connection, settings, controlCodec, timer, nanoTime, this);
        untold = guard.untold();
        breaking = new ContractDifferences();
        refused = false;
        link.send(
                FrameType.HELLO,
                new Hello(
                        Frame.PROTOCOL_VERSION,
                        local.self().role().label(),
                        local.self().id(),
                        local.self().name(),
                        local.epoch(),
                        sessionToken(),
                        main.inbound().received(),
                        main.outbound().oldest(),
                        local.codecs(),
                        settings.maxFrameSize(),
                        transport.livenessReference(),
                        Map.of(),
                        guard.label(),
                        settings.retention().toMillis()));
        return link;
    }

    private synchronized @Nullable String sessionToken() {
        return sessionToken;
    }

    @Override
    public void handshake(Link link, Frame frame) {
        switch (frame.type()) {
            case WELCOME -> welcome(link, controlCodec.read(frame.body(), Welcome.class));
            case CONTRACT -> compare(link, controlCodec.read(frame.body(), Contract.class));
            case REJECT -> reject(link, controlCodec.read(frame.body(), Reject.class));
            default -> throw new ProtocolException(frame.type() + " where WELCOME was expected");
        }
    }

    /** Main wants to compare before it welcomes this renderer. */
    private void compare(Link link, Contract question) {
        if (!guard.isOn()) {
            throw new ProtocolException("CONTRACT where WELCOME was expected");
        }
        breaking.addAll(guard.compare(main.peer(), question.shapes()));
        if (guard.refuses() && !breaking.isEmpty()) {
            refuse(link, "events of this renderer and of main differ: " + breaking.describe("here", "at main"));
        } else {
            link.send(FrameType.CONTRACT, guard.answer(question, untold));
        }
    }

    private void reject(Link link, Reject reject) {
        if (!reject.code().equals(ContractGuard.REJECTION)) {
            link.close("main refuses this renderer: " + LogText.escape(reject.message()));
            return;
        }
        String list = breaking.isEmpty() ? LogText.escape(reject.message()) : breaking.describe("here", "at main");
        refuse(link, "main refuses this renderer, since their events differ: " + list);
    }

    /** Also tries again, but slowly: it takes another version of one of the two to change the answer. */
    private void refuse(Link link, String problem) {
        EventContractException refusal = new EventContractException(
                problem,
                "use the same version of the event classes in both, or set atomiton.events.contract-check=warn in both",
                null);
        if (loggedRefusals.isNew(problem)) {
            refusals.error(problem + "; " + refusal.action());
        }
        refused = true;
        state.failed(problem);
        listener().refused(refusal);
        link.close(problem);
    }

    private void welcome(Link link, Welcome welcome) {
        if (welcome.protocol() != Frame.PROTOCOL_VERSION) {
            throw new ProtocolException("main speaks protocol version " + welcome.protocol() + ", this renderer speaks "
                    + Frame.PROTOCOL_VERSION);
        }
        Peer previous = main.peer();
        Peer current = new Peer(welcome.instance(), welcome.name(), ProcessRole.MAIN);
        boolean first;
        synchronized (this) {
            if (main.isEnding()) {
                // On the timer's thread, for which this one must not wait.
                link.close("the end of the last main is being told; this renderer connects again");
                return;
            }
            stopProbe();
            first = sessionToken == null;
            sessionToken = welcome.session();
        }
        boolean replaced = !first && !previous.id().equals(current.id());
        if (!first && !welcome.resumed()) {
            mainLost(replaced ? "another process has taken its place" : "it has not kept the session");
        }
        main.peer(current);
        main.life().look(transport, welcome.alive(), link.user());
        long gap = 0;
        if (welcome.resumed()) {
            main.outbound().resume(welcome.received());
            gap = main.inbound().expectFrom(welcome.from());
        } else {
            main.outbound().restart();
            main.restartInbound(welcome.from());
        }
        boolean comparesContract = guard.isOn() && welcome.contractCheck() != null;
        link.establish(
                main, new Negotiated(welcome.codec(), welcome.maxFrame(), settings.retention(), comparesContract));
        interest.tellAll(link, main);
        if (comparesContract) {
            talk.tellAll(link);
        }
        loggedRefusals.clear();
        reconnector.connected();
        state.transitionTo(ConnectionState.CONNECTED, null);
        PeerListener told = listener();
        told.connected(main, welcome.resumed());
        if (replaced) {
            told.restarted(main, previous);
        }
        if (gap > 0) {
            told.gap(main, gap, welcome.from() - 1);
        }
    }

    @Override
    public void goodbye(PeerSession session, String reason) {
        mainLost("it has stopped: " + LogText.escape(reason));
    }

    @Override
    public void closed(Link link, String reason, @Nullable Throwable cause) {
        boolean established = main.link() == link;
        String text = reason;
        try {
            main.detach(link);
            text = refused ? reason : EndReason.of(reason, cause);
            if (!stopped) {
                ended(text, established);
            }
        } finally {
            // Whatever the one who is told throws: this renderer connects again. Once it is stopped, this does nothing.
            if (established) {
                reconnector.disconnected();
            } else if (refused) {
                reconnector.attemptRefused();
            } else {
                reconnector.attemptFailed(text);
            }
        }
    }

    private void ended(String reason, boolean established) {
        state.failed(reason);
        if (!established) {
            return;
        }
        state.transitionTo(ConnectionState.DISCONNECTED, reason);
        if (!main.hasEnded()) {
            listener().disconnected(main, reason);
            startProbe();
        }
    }

    @Override
    public void look() {
        reconnector.look();
        main.noteAll();
    }

    /** Nothing is concluded of a main whose end cannot be proven: it is there again, or another one is. */
    private synchronized void startProbe() {
        ProcessWatch watch = main.life().watch();
        if (!stopped && watch != null) {
            probe = LivenessProbe.start(timer, watch, () -> ended(watch));
        }
    }

    /** A main has ended, as is proven. The proof may come late, when there is another. */
    private void ended(ProcessWatch watch) {
        synchronized (this) {
            if (probe == null || main.life().watch() != watch) {
                return;
            }
            stopProbe();
            if (!main.beginEnd()) {
                return;
            }
        }
        // It is watched on: what it wrote before its end may still come.
        main.tellEnd(() -> tellLost("its process has ended"));
    }

    /** What was sent to it will not be answered. Told once for each main. */
    private void mainLost(String reason) {
        stopProbe();
        main.end(() -> tellLost(reason));
    }

    private void tellLost(String reason) {
        listener().lost(main, main.peer(), reason);
    }

    private synchronized void stopProbe() {
        if (probe != null) {
            probe.cancel(false);
            probe = null;
        }
    }

    @Override
    public PeerListener listener() {
        return PeerListener.started(listener);
    }

    @Override
    public void announce(Interest change) {
        interest.changed(change, sessions);
    }

    @Override
    public void contract(Link link, PeerSession session, Contract contract) {
        talk.received(link, session, contract);
    }

    @Override
    public void contractChanged(String event) {
        talk.changed(event, sessions);
    }

    @Override
    public Collection<PeerSession> sessions() {
        return sessions;
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
        return reconnector.nextAttempt();
    }

    @Override
    public void stop(Duration timeout) {
        synchronized (this) {
            if (stopped) {
                return;
            }
            stopped = true;
            stopProbe();
        }
        reconnector.stop();
        Farewell.say(sessions, timeout, "renderer stops");
        main.outbound().close(DropReason.CLOSED);
        transport.close();
        main.life().close();
        state.transitionTo(ConnectionState.CLOSED, null);
        log.debug("Renderer " + local.self().id() + " has stopped");
    }
}
