package com.atomiton.events.connection;

import com.atomiton.events.ConnectionState;
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
import com.atomiton.events.session.PeerMemory;
import com.atomiton.events.transport.Connection;
import com.atomiton.events.transport.ConnectionHandler;
import com.atomiton.events.transport.ServerTransport;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Map;
import java.util.concurrent.ScheduledExecutorService;
import java.util.function.LongSupplier;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

/** Main's side: accepts renderers and keeps a session for each, also while it is away for a moment. */
public final class MainEndpoint implements Endpoint, LinkOwner, SessionStore.Endings {

    private static final Log log = LogFactory.getLog(MainEndpoint.class);

    private final ServerTransport transport;
    private final ConnectionSettings settings;
    private final LocalProcess local;
    private final ScheduledExecutorService timer;
    private final LongSupplier nanoTime;
    private final ContractGuard guard;
    private final ContractTalk talk;
    private final ControlCodec controlCodec = new ControlCodec();
    private final StateTracker state = new StateTracker();
    private final SessionStore sessions;
    private final HalfOpen halfOpen = new HalfOpen();
    private final Admission admission;

    private volatile @Nullable PeerListener listener;
    private final OwnInterest interest = new OwnInterest();
    private volatile boolean stopped;

    /** A process that says something else each time is not logged each time either. */
    private final LimitedLog rejections = new LimitedLog(log);

    private final RecentTexts loggedRejections = new RecentTexts();

    /** Not started yet. The timer is the bus's and is not closed here; the transport is. */
    public MainEndpoint(
            ServerTransport transport,
            ConnectionSettings settings,
            LocalProcess local,
            ScheduledExecutorService timer) {
        this(transport, settings, local, timer, System::nanoTime);
    }

    /** As the other one, with the clock that the timer goes by; for a time that is not the machine's. */
    public MainEndpoint(
            ServerTransport transport,
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
        this.talk = new ContractTalk(guard, local.contract().executor());
        PeerMemory memory = new PeerMemory(settings.maxMemory());
        this.sessions = new SessionStore(settings, memory, timer, this);
        this.admission = new Admission(sessions, memory);
    }

    @Override
    public void claim() {
        transport.claim();
    }

    @Override
    public void start(PeerListener peerListener) {
        listener = peerListener;
        state.listener(peerListener);
        transport.start(this::accepted);
        state.transitionTo(ConnectionState.LISTENING, null);
    }

    private ConnectionHandler accepted(Connection connection) {
        Link link = new Link(FrameType.HELLO, connection, settings, controlCodec, timer, nanoTime, this);
        halfOpen.add(link);
        return link;
    }

    @Override
    public void handshake(Link link, Frame frame) {
        ContractExchange begun = link.exchange();
        if (begun != null) {
            compared(link, begun, frame);
            return;
        }
        if (frame.type() != FrameType.HELLO) {
            throw new ProtocolException(frame.type() + " where HELLO was expected");
        }
        long version = controlCodec.version(frame.body());
        if (version != Frame.PROTOCOL_VERSION) {
            reject(
                    link,
                    "protocol-version",
                    "it speaks protocol version " + version + ", main speaks " + Frame.PROTOCOL_VERSION
                            + "; use the same version of atomiton-events in both");
            return;
        }
        Hello hello = controlCodec.read(frame.body(), Hello.class);
        if (!hello.role().equals(ProcessRole.RENDERER.label())) {
            reject(link, "role", "its role is " + hello.role() + "; only a renderer connects to main");
        } else if (stopped) {
            reject(link, "stopping", "main is stopping");
        } else if (guard.comparesBeforehand(hello.contractCheck())) {
            Peer peer = new Peer(hello.instance(), hello.name(), ProcessRole.RENDERER);
            ContractExchange exchange = new ContractExchange(guard, hello, peer);
            link.exchange(exchange);
            compare(link, exchange);
        } else {
            welcome(link, hello);
        }
    }

    private void compared(Link link, ContractExchange exchange, Frame frame) {
        if (frame.type() != FrameType.CONTRACT) {
            throw new ProtocolException(frame.type() + " where CONTRACT was expected");
        }
        exchange.answered(controlCodec.read(frame.body(), Contract.class));
        compare(link, exchange);
    }

    private void compare(Link link, ContractExchange exchange) {
        Contract question = exchange.nextQuestion();
        if (question != null) {
            link.send(FrameType.CONTRACT, question);
        } else if (guard.refuses() && !exchange.breaking().isEmpty()) {
            reject(
                    link,
                    ContractGuard.REJECTION,
                    "events of main and of " + ContractGuard.named(exchange.peer()) + " differ: "
                            + exchange.breaking().describe("at main", "at " + ContractGuard.named(exchange.peer()))
                            + " (atomiton.events.contract-check=fail)");
        } else if (stopped) {
            reject(link, "stopping", "main is stopping");
        } else {
            welcome(link, exchange.hello());
        }
    }

    private void reject(Link link, String code, String message) {
        if (loggedRejections.isNew(message)) {
            rejections.warn("Refused a process that connected, and refuses it as often as it tries: "
                    + (code.equals(ContractGuard.REJECTION) ? message : LogText.escape(message)));
        }
        link.send(FrameType.REJECT, new Reject(code, message));
        link.closeWhenWritten(message);
    }

    private void welcome(Link link, Hello hello) {
        Peer peer = new Peer(hello.instance(), hello.name(), ProcessRole.RENDERER);
        if (sessions.hasHadNewer(peer, link)) {
            // The renderer gave this connection up and made another, which was read before it.
            link.close("the renderer has connected anew since");
            return;
        }
        PeerSession known = sessions.find(hello.session(), peer, link.user());
        PeerSession session = known;
        if (session == null) {
            Admission.Answer answer = admission.ask(peer, link.user());
            Reject refusal = answer.refusal();
            if (refusal != null) {
                reject(link, refusal.code(), refusal.message());
                return;
            }
            session = answer.session();
        }
        try {
            welcome(link, hello, session, peer, known != null);
        } finally {
            if (link.session() == null && !stopped) {
                // Its HELLO cannot be: nothing else would end a session that no connection has ever carried.
                sessions.awaitReturn(session);
            }
        }
    }

    private void welcome(Link link, Hello hello, PeerSession session, Peer peer, boolean resumed) {
        Peer previous = session.peer();
        session.peer(peer);
        session.life().look(transport, hello.alive(), link.user());
        Link before = session.link();
        if (before != null) {
            // The renderer knows that it is gone, this side has not noticed yet.
            session.detach(before);
            before.close("the renderer has connected anew");
        }
        long gap = 0;
        if (resumed) {
            session.outbound().resume(hello.received());
            gap = session.inbound().expectFrom(hello.from());
        } else {
            session.outbound().restart();
            session.restartInbound(hello.from());
        }
        String codec = local.codecs().stream()
                .filter(hello.codecs()::contains)
                .findFirst()
                .orElse(PeerSession.JSON);
        link.send(
                FrameType.WELCOME,
                new Welcome(
                        Frame.PROTOCOL_VERSION,
                        local.self().id(),
                        local.self().name(),
                        local.epoch(),
                        session.token(),
                        resumed,
                        session.inbound().received(),
                        session.outbound().oldest(),
                        codec,
                        settings.maxFrameSize(),
                        transport.livenessReference(),
                        Map.of(),
                        guard.label()));
        try {
            link.establish(
                    session,
                    new Negotiated(
                            codec,
                            hello.maxFrame(),
                            Negotiated.retention(hello.retention()),
                            hello.contractCheck() != null));
        } finally {
            if (link.session() != null) {
                // If it has none, its end counts.
                halfOpen.remove(link);
            }
        }
        interest.tellAll(link, session);
        listener().connected(session, resumed);
        if (!previous.id().equals(peer.id())) {
            listener().restarted(session, previous);
        }
        if (gap > 0) {
            listener().gap(session, gap, hello.from() - 1);
        }
    }

    @Override
    public void goodbye(PeerSession session, String reason) {
        sessions.ended(session, "it has stopped: " + LogText.escape(reason));
    }

    @Override
    public void closed(Link link, String reason, @Nullable Throwable cause) {
        PeerSession session = link.session();
        if (session == null) {
            halfOpen.remove(link);
            if (!stopped) {
                log.debug("A connection ended before its handshake: " + EndReason.of(reason, cause));
            }
            return;
        }
        boolean wasItsOwn = session.link() == link;
        try {
            if (session.detach(link)) {
                String text = EndReason.of(reason, cause);
                state.failed(session.peer() + ": " + text);
                if (!session.hasEnded()) {
                    listener().disconnected(session, text);
                }
            }
        } finally {
            // Whatever the one who is told throws: nothing else would end a session that stays away.
            if (wasItsOwn && !stopped) {
                sessions.awaitReturn(session);
            }
        }
    }

    @Override
    public void look() {
        sessions.look();
        sessions.all().forEach(PeerSession::noteAll);
        String trouble = transport.trouble();
        if (trouble == null) {
            state.transition(ConnectionState.DISCONNECTED, ConnectionState.LISTENING, null);
        } else {
            state.transition(ConnectionState.LISTENING, ConnectionState.DISCONNECTED, trouble);
        }
    }

    @Override
    public void ended(PeerSession session, String reason) {
        listener().lost(session, session.peer(), reason);
    }

    @Override
    public void over(PeerSession session) {
        session.outbound().close(DropReason.PEER_LOST);
    }

    @Override
    public PeerListener listener() {
        return PeerListener.started(listener);
    }

    @Override
    public void announce(Interest change) {
        interest.changed(change, sessions.all());
    }

    @Override
    public void contract(Link link, PeerSession session, Contract contract) {
        talk.received(link, session, contract);
    }

    @Override
    public void contractChanged(String event) {
        talk.changed(event, sessions.all());
    }

    @Override
    public Collection<PeerSession> sessions() {
        return sessions.all();
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
        synchronized (this) {
            if (stopped) {
                return;
            }
            stopped = true;
        }
        transport.stopAccepting();
        Farewell.say(sessions.all(), timeout, "main stops");
        sessions.all().forEach(session -> session.outbound().close(DropReason.CLOSED));
        transport.close();
        sessions.close();
        state.transitionTo(ConnectionState.CLOSED, null);
    }
}
