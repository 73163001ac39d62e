package com.atomiton.events.bus;

import com.atomiton.events.EmitOptions;
import com.atomiton.events.EmitResult;
import com.atomiton.events.EventBusException;
import com.atomiton.events.EventType;
import com.atomiton.events.LimitedLog;
import com.atomiton.events.Peer;
import com.atomiton.events.ProcessRole;
import com.atomiton.events.RequestOptions;
import com.atomiton.events.SubscribeOptions;
import com.atomiton.events.connection.Endpoint;
import com.atomiton.events.connection.InterestLimits;
import com.atomiton.events.connection.PeerSession;
import com.atomiton.events.observation.PassedMessage.Kind;
import com.atomiton.events.observation.SessionReport;
import com.atomiton.events.observation.TapCounts;
import com.atomiton.events.observation.TapRequests;
import com.atomiton.events.protocol.Depth;
import io.micrometer.observation.Observation;
import java.lang.reflect.Type;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.RejectedExecutionException;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

/** The parts of one bus, put together: what each needs of the others can be read in the constructor. */
final class BusParts {

    private final LimitedLog log = new LimitedLog(LogFactory.getLog(DefaultEventBus.class));

    /** As long as can be said in nanoseconds: 292 years. */
    static final Duration LONGEST = Duration.ofNanos(Long.MAX_VALUE);

    private final BusSettings settings;
    private final Peer self;
    private final Endpoint endpoint;
    private final BusThreads threads;
    private final EventCatalog catalog;
    private final EventShapes shapes;
    private final Taps taps;
    private final Outbox outbox;
    private final Subscriptions subscriptions;
    private final Listening listening;
    private final Lanes lanes;
    private final LaneWatchdog watchdog;
    private final @Nullable Middleware middleware;
    private final DeadLetters deadLetters;
    private final ErrorReporter errors;
    private final EventDispatcher dispatcher;
    private final Emitter emitter;
    private final RequestRunner requestRunner;
    private final LocalRequests localRequests;
    private final RemoteRequests remoteRequests;
    private final Requests requests;
    private final Confirmations confirmations;
    private final Notifications notifications;
    private final PeerEvents peerEvents;
    private final Undelivered undelivered = new Undelivered();

    BusParts(
            BusSettings settings,
            Peer self,
            Endpoint endpoint,
            EventCatalog catalog,
            EventShapes shapes,
            Codecs codecs,
            BusThreads threads) {
        this.catalog = catalog;
        this.shapes = shapes;
        this.settings = settings;
        this.self = self;
        this.endpoint = endpoint;
        this.threads = threads;
        var telemetry = GuardedTelemetry.of(settings.telemetry());
        telemetry.attached(catalog::isShown);
        this.middleware = Middleware.of(settings, self.role(), catalog::isShown);
        this.taps = new Taps(codecs);
        this.outbox = new Outbox(
                settings.connection(), settings.overflow(), settings.blockTimeout(), settings.stallTimeout(), taps);
        this.deadLetters = new DeadLetters(codecs, catalog, telemetry, taps);
        this.errors = new ErrorReporter(settings.errorHandler());
        this.dispatcher = new EventDispatcher(errors, settings.retry(), deadLetters, telemetry, middleware);
        this.subscriptions = new Subscriptions(
                endpoint::announce, InterestLimits.PROTOCOL, LogFactory.getLog(SubscriptionLeaks.class)::warn);
        this.lanes = new Lanes(
                threads::lane,
                new LaneBound(settings.connection().windowCapacity(), settings.overflow(), settings.blockTimeout()));
        this.listening = new Listening(catalog, subscriptions, lanes);
        this.watchdog = new LaneWatchdog(lanes, telemetry, LogFactory.getLog(LaneWatchdog.class)::warn);
        var noticing = undelivered.noticing(telemetry);
        var peers = new PeerEmitter(self, endpoint, codecs, outbox, noticing);
        this.emitter = new Emitter(self, peers, subscriptions, dispatcher, codecs, outbox, noticing, middleware, taps);
        this.requestRunner = new RequestRunner(threads.tasks(), settings.requestConcurrency(), telemetry, middleware);
        this.localRequests = new LocalRequests(requestRunner, threads.tasks(), threads.timer(), telemetry);
        this.remoteRequests =
                new RemoteRequests(subscriptions, requestRunner, codecs, outbox, threads.timer(), telemetry);
        var router = new RequestRouter(self, endpoint);
        this.requests = new Requests(router, codecs, outbox, threads.tasks(), threads.timer(), telemetry);
        this.confirmations = new Confirmations(
                self, emitter, settings.requestTimeout(), threads.tasks(), threads.timer(), router::whyNotConnected);
        this.notifications = new Notifications(threads.tasks(), settings.applicationEvents());
        var remoteTaps = new RemoteTaps(taps, settings.tap(), this::tapState, threads.tasks());
        if (self.role() == ProcessRole.MAIN) {
            remoteTaps.register(subscriptions, lanes.forEvents(SubscribeOptions.direct()));
        }
        this.peerEvents = new PeerEvents(
                catalog,
                subscriptions,
                dispatcher,
                codecs,
                peers,
                requests,
                remoteRequests,
                confirmations,
                telemetry,
                taps,
                remoteTaps,
                notifications,
                new PeerNotices(notifications, threads.timer()));
    }

    /** Now, or after the commit of the calling thread's transaction if the options say so. */
    <T> EmitResult emit(EventType<T> type, T payload, EmitOptions options) {
        return options.isAfterCommit() ? emitAfterCommit(type, payload, options) : emitter.emit(type, payload, options);
    }

    /** What it would throw is told to the error handler: whoever has committed can do nothing about it. */
    private <T> EmitResult emitAfterCommit(EventType<T> type, T payload, EmitOptions options) {
        boolean deferred = AfterCommit.defer(() -> {
            try {
                emitter.emit(type, payload, options);
            } catch (RuntimeException | Error failure) {
                IncomingEvent event = new IncomingEvent(
                        type.name(), emitter.nextNumber(), self, options.headers(), options.correlationId(), "");
                errors.report(failure, event, "the emit after the commit of a transaction");
            }
        });
        return deferred ? EmitResult.BUFFERED : emitter.emit(type, payload, options);
    }

    @SuppressWarnings("unchecked") // what an interceptor puts in the payload's place is of the type too
    <T> CompletableFuture<@Nullable Object> request(
            EventType<T> type, T payload, Type replyType, RequestOptions options) {
        if (middleware == null) {
            return send(type, payload, replyType, options, Observation.NOOP);
        }
        try {
            return middleware.request(
                    Middleware.asked(type, payload, options),
                    (request, observation) -> send(
                            type, (T) request.payload(), replyType, Middleware.applied(request, options), observation));
        } catch (EventBusException | RejectedExecutionException failure) {
            throw failure;
        } catch (RuntimeException refused) {
            return CompletableFuture.failedFuture(refused);
        }
    }

    private <T> CompletableFuture<@Nullable Object> send(
            EventType<T> type, T payload, Type replyType, RequestOptions options, Observation observation) {
        Duration given = options.timeout();
        Duration asked = given == null ? settings.requestTimeout() : given;
        Duration timeout = asked.compareTo(LONGEST) > 0 ? LONGEST : asked;
        Peer target = options.target();
        Handler local = subscriptions.handler(type.name());
        int depth = RequestDepth.current();
        RequestDepth.requireAllowed(type.name(), depth);
        RequestOptions carrying = options.withHeaders(Depth.header(depth));
        boolean here = target == null || target.id().equals(self.id());
        if (here && local != null) {
            IncomingEvent event = new IncomingEvent(
                    type.name(),
                    emitter.nextNumber(),
                    self,
                    carrying.headers(),
                    options.correlationId(),
                    type.keyOf(payload));
            if (taps.isWatched()) {
                taps.local(Kind.REQUEST, type.name(), event.number(), payload, EmitResult.ACCEPTED);
            }
            return localRequests.send(local, event, payload, replyType, options, timeout, observation);
        }
        return requests.send(type, payload, replyType, carrying, timeout, observation);
    }

    void claim() {
        endpoint.claim();
    }

    void start() {
        catalog.listener(endpoint::contractChanged);
        endpoint.start(peerEvents);
        // Each by itself: what has been started cannot be started again, and without a thread now one comes later.
        Tasks.run(threads::start);
        Tasks.run(() -> watchdog.start(threads.timer()));
        Tasks.run(() -> threads.repeat(endpoint::look));
    }

    /** Lets handlers finish what they have begun, for half of the time that is left. An interrupt ends the wait. */
    void letHandlersFinish(long end) {
        try {
            lanes.stop((end - System.nanoTime()) / 2, this::undelivered);
            remoteRequests.awaitIdle((end - System.nanoTime()) / 2);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    /** What a peer has sent stays with the peer, and who waits for a reply is told. */
    private void undelivered(LaneTask task) {
        if (task.isBounded()) {
            undelivered.add(task.event().name());
        }
    }

    /** Fails what is under way, says goodbye and ends the threads. */
    void close(long end) {
        Tasks.run(requests::close);
        Tasks.run(localRequests::close);
        Tasks.run(confirmations::close);
        try {
            endpoint.stop(Duration.ofNanos(Math.max(0, end - System.nanoTime())));
        } finally {
            threads.stop(end - System.nanoTime());
            String summary = undelivered.summary(settings.shutdownTimeout());
            if (summary != null) {
                log.warn(summary);
            }
        }
    }

    /** The sessions with their queues, for people. */
    List<SessionReport> sessionReports() {
        return endpoint.sessions().stream().map(this::report).toList();
    }

    private SessionReport report(PeerSession session) {
        return new SessionReport(
                session.peer(),
                session.isConnected(),
                session.hasEnded(),
                session.outbound().progress().isStalled(),
                session.codec(),
                session.interest().listens(),
                session.outbound().events(),
                session.outbound().bytes(),
                session.outbound().unacknowledged());
    }

    private TapRequests.State tapState(List<TapCounts.Count> counts) {
        return new TapRequests.State(
                self,
                endpoint.state(),
                sessionReports(),
                List.copyOf(subscriptions.reports()),
                deadLetters.letters().size(),
                counts);
    }

    BusSettings settings() {
        return settings;
    }

    Peer self() {
        return self;
    }

    Endpoint endpoint() {
        return endpoint;
    }

    EventCatalog catalog() {
        return catalog;
    }

    EventShapes shapes() {
        return shapes;
    }

    DeadLetters deadLetters() {
        return deadLetters;
    }

    Listening listening() {
        return listening;
    }

    Subscriptions subscriptions() {
        return subscriptions;
    }

    Taps taps() {
        return taps;
    }

    EventDispatcher dispatcher() {
        return dispatcher;
    }

    Emitter emitter() {
        return emitter;
    }

    Confirmations confirmations() {
        return confirmations;
    }

    Notifications notifications() {
        return notifications;
    }
}
