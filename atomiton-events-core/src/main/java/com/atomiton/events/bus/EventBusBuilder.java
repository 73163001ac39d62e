package com.atomiton.events.bus;

import com.atomiton.events.ConductorErrorHandler;
import com.atomiton.events.EventInterceptor;
import com.atomiton.events.Peer;
import com.atomiton.events.ProcessRole;
import com.atomiton.events.codec.CodecOptions;
import com.atomiton.events.codec.EventCodec;
import com.atomiton.events.codec.Hello;
import com.atomiton.events.codec.JacksonEventCodecs;
import com.atomiton.events.codec.WarmUp;
import com.atomiton.events.connection.ConnectionSettings;
import com.atomiton.events.connection.ContractCheck;
import com.atomiton.events.connection.ContractTerms;
import com.atomiton.events.connection.Endpoint;
import com.atomiton.events.connection.LocalEndpoint;
import com.atomiton.events.connection.LocalProcess;
import com.atomiton.events.engine.Engine;
import com.atomiton.events.observation.BusTelemetry;
import com.atomiton.events.observation.EventObservations;
import com.atomiton.events.observation.TapAccess;
import com.atomiton.events.transport.ClientTransport;
import com.atomiton.events.transport.ServerTransport;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.core.retry.RetryOperations;
import tools.jackson.databind.json.JsonMapper;

/**
 * Makes a bus without Boot:
 *
 * <pre>{@code
 * try (DefaultEventBus bus = EventBusBuilder.renderer(transport).name("editor").build()) {
 *     bus.on(Progress.class, this::show);
 *     bus.start();
 * }
 * }</pre>
 *
 * Each method corresponds to the property under {@code atomiton.events.} that it names, and has its default. Not
 * thread-safe; makes one bus.
 */
public final class EventBusBuilder {

    private final ProcessRole role;
    private final Function<EndpointWiring, Endpoint> endpoint;

    private String id = UUID.randomUUID().toString();
    private @Nullable String name;
    private Duration connectTimeout = Duration.ofSeconds(5);
    private Duration backoffInitial = Duration.ofMillis(50);
    private Duration backoffMax = Duration.ofSeconds(5);
    private double backoffMultiplier = 2;
    private Duration heartbeatInterval = Duration.ofSeconds(5);
    private Duration heartbeatTimeout = Duration.ofSeconds(15);
    private Duration batchLinger = Duration.ZERO;
    private int batchMaxBytes = 64 * 1024;
    private int maxFrameSize = 8 * 1024 * 1024;
    private int outboundCapacity = 65_536;
    private long outboundMaxBytes = 16 * 1024 * 1024;
    private OverflowPolicy outboundOverflow = OverflowPolicy.BLOCK;
    private Duration outboundBlockTimeout = Duration.ofSeconds(10);
    private @Nullable Duration outboundStallTimeout;
    private long maxMemory = Math.max(1, Runtime.getRuntime().maxMemory() / 4);
    private Duration sessionRetention = Duration.ofMinutes(1);
    private Duration requestTimeout = Duration.ofSeconds(30);
    private int requestConcurrency = 64;
    private Duration shutdownTimeout = Duration.ofSeconds(10);
    private List<EventCodec> codecs = List.of();
    private ContractCheck contractCheck = ContractCheck.WARN;
    private @Nullable RetryOperations retry;
    private ConductorErrorHandler errorHandler = new LoggingErrorHandler();
    private BusTelemetry telemetry = BusTelemetry.NONE;
    private List<EventInterceptor> interceptors = List.of();
    private @Nullable EventObservations observations;
    private TapAccess tap = TapAccess.withoutPayloads();
    private Consumer<Object> applicationEvents = event -> {};
    private @Nullable Executor taskExecutor;
    private boolean virtualThreads;

    private EventBusBuilder(ProcessRole role, Function<EndpointWiring, Endpoint> endpoint) {
        this.role = role;
        this.endpoint = endpoint;
    }

    /** For the main process. The bus closes the transport when it stops. */
    public static EventBusBuilder main(ServerTransport transport) {
        return new EventBusBuilder(ProcessRole.MAIN, EndpointWiring.main(transport));
    }

    /** For a renderer. The bus closes the transport when it stops. */
    public static EventBusBuilder renderer(ClientTransport transport) {
        return new EventBusBuilder(ProcessRole.RENDERER, EndpointWiring.renderer(transport));
    }

    /** For a main process that meets its renderers through an engine. The bus stops the engine when it stops. */
    public static EventBusBuilder main(Engine engine) {
        return new EventBusBuilder(ProcessRole.MAIN, EndpointWiring.engine(engine));
    }

    /** For a renderer that meets main processes through an engine. The bus stops the engine when it stops. */
    public static EventBusBuilder renderer(Engine engine) {
        return new EventBusBuilder(ProcessRole.RENDERER, EndpointWiring.engine(engine));
    }

    /**
     * For a main process that serves the renderers of its machine over a socket, and meets those of other machines, and
     * other mains on behalf of its renderers, through an engine. Payloads are JSON on both sides. The bus closes and stops
     * both when it stops.
     */
    public static EventBusBuilder bridge(ServerTransport transport, Engine engine) {
        return new EventBusBuilder(ProcessRole.MAIN, EndpointWiring.bridge(transport, engine));
    }

    /** For a process without peers. */
    public static EventBusBuilder standalone() {
        return new EventBusBuilder(ProcessRole.STANDALONE, wiring -> new LocalEndpoint());
    }

    /** {@code name}: what this process is called, the same after a restart; {@code null} for no name. */
    public EventBusBuilder name(@Nullable String name) {
        this.name = name;
        return this;
    }

    /**
     * What identifies this process for its peers, for a tool that wants to be recognised without keeping a session as a
     * {@link #name} does; a random UUID. No two processes may have one id, nor one process the id of an earlier one.
     */
    public EventBusBuilder id(String id) {
        this.id = id;
        return this;
    }

    /** {@code connect.timeout}: how long a connection may take to be established; 5 s. */
    public EventBusBuilder connectTimeout(Duration timeout) {
        this.connectTimeout = positive("connect.timeout", timeout);
        return this;
    }

    /** {@code connect.backoff.initial}, {@code .max} and {@code .multiplier}: the wait between attempts; 50 ms, 5 s, 2. */
    public EventBusBuilder connectBackoff(Duration initial, Duration max, double multiplier) {
        this.backoffInitial = positive("connect.backoff.initial", initial);
        this.backoffMax = positive("connect.backoff.max", max);
        if (!(multiplier >= 1)) {
            throw new IllegalArgumentException(
                    "'atomiton.events.connect.backoff.multiplier' must be at least 1, but was " + multiplier);
        }
        this.backoffMultiplier = multiplier;
        return this;
    }

    /** {@code heartbeat.interval} and {@code heartbeat.timeout}: 5 s and 15 s. */
    public EventBusBuilder heartbeat(Duration interval, Duration timeout) {
        this.heartbeatInterval = positive("heartbeat.interval", interval);
        this.heartbeatTimeout = positive("heartbeat.timeout", timeout);
        return this;
    }

    /** {@code batch.linger} and {@code batch.max-bytes}: how long an event waits for others; 0 and 64 KiB. */
    public EventBusBuilder batch(Duration linger, int maxBytes) {
        this.batchLinger = notNegative("batch.linger", linger);
        this.batchMaxBytes = (int) atLeast(1, "batch.max-bytes", maxBytes);
        return this;
    }

    /** {@code max-frame-size} in bytes, at least 64 KiB; 8 MiB. */
    public EventBusBuilder maxFrameSize(int bytes) {
        this.maxFrameSize = (int) atLeast(Hello.LEAST_MAX_FRAME, "max-frame-size", bytes);
        return this;
    }

    /** {@code outbound.capacity} and {@code outbound.max-bytes}, for each peer; 65,536 messages and 16 MiB. */
    public EventBusBuilder outbound(int capacity, long maxBytes) {
        this.outboundCapacity = (int) atLeast(1, "outbound.capacity", capacity);
        this.outboundMaxBytes = atLeast(1, "outbound.max-bytes", maxBytes);
        return this;
    }

    /** {@code outbound.overflow} and {@code outbound.block-timeout}; block for 10 s. */
    public EventBusBuilder overflow(OverflowPolicy policy, Duration blockTimeout) {
        this.outboundOverflow = policy;
        this.outboundBlockTimeout = notNegative("outbound.block-timeout", blockTimeout);
        return this;
    }

    /**
     * {@code outbound.stall-timeout}: how long a peer may take nothing while its window is full, before what is for all
     * peers leaves it out; as long as {@code outbound.block-timeout}, and never longer than that.
     */
    public EventBusBuilder stallTimeout(Duration timeout) {
        this.outboundStallTimeout = positive("outbound.stall-timeout", timeout);
        return this;
    }

    /**
     * {@code max-memory}: how many bytes all peers of main together may make it hold, of messages that wait for them or that
     * they have sent; a quarter of the heap. Each session has a minimum of a few KiB in it.
     */
    public EventBusBuilder maxMemory(long bytes) {
        this.maxMemory = atLeast(1, "max-memory", bytes);
        return this;
    }

    /**
     * {@code session.retention}: how long main keeps a session without a connection; 1 min. Of a renderer whose end main
     * cannot prove, no longer than the renderer says here.
     */
    public EventBusBuilder sessionRetention(Duration retention) {
        this.sessionRetention = positive("session.retention", retention);
        return this;
    }

    /** {@code request.timeout}; 30 s. */
    public EventBusBuilder requestTimeout(Duration timeout) {
        this.requestTimeout = positive("request.timeout", timeout);
        return this;
    }

    /** {@code request.concurrency}: how many requests are answered at a time; 64. */
    public EventBusBuilder requestConcurrency(int concurrency) {
        this.requestConcurrency = (int) atLeast(1, "request.concurrency", concurrency);
        return this;
    }

    /** {@code shutdown.timeout}: how long {@link DefaultEventBus#stop()} may take; 10 s. */
    public EventBusBuilder shutdownTimeout(Duration timeout) {
        this.shutdownTimeout = positive("shutdown.timeout", timeout);
        return this;
    }

    /** The payload codecs, the preferred one first; one must be named {@code json}. CBOR, if it is there, and JSON. */
    public EventBusBuilder codecs(List<EventCodec> codecs) {
        this.codecs = List.copyOf(codecs);
        return this;
    }

    /** {@code contract-check}: what happens when this process and a peer take an event to look different; a warning. */
    public EventBusBuilder contractCheck(ContractCheck check) {
        this.contractCheck = check;
        return this;
    }

    /**
     * Calls an event's listener again when it has failed, a {@code RetryTemplate} for example; {@code null}, the default,
     * for no retry. The listener's lane waits meanwhile. What fails to the end goes to the error handler and becomes a
     * dead letter.
     */
    public EventBusBuilder retry(@Nullable RetryOperations retry) {
        this.retry = retry;
        return this;
    }

    /** Told of failures of listeners; a {@link LoggingErrorHandler}. */
    public EventBusBuilder errorHandler(ConductorErrorHandler errorHandler) {
        this.errorHandler = errorHandler;
        return this;
    }

    /** Told of what passes; nobody. */
    public EventBusBuilder telemetry(BusTelemetry telemetry) {
        this.telemetry = telemetry;
        return this;
    }

    /** Called around emits, requests and listeners, the first one outermost; none. */
    public EventBusBuilder interceptors(List<EventInterceptor> interceptors) {
        this.interceptors = List.copyOf(interceptors);
        return this;
    }

    /** Observes emits, requests and listeners, and carries their traces to other processes; {@code null}, for nothing. */
    public EventBusBuilder observations(@Nullable EventObservations observations) {
        this.observations = observations;
        return this;
    }

    /** {@code tap.*}: what main lets other processes of its user see of what passes; all but payloads. */
    public EventBusBuilder tap(TapAccess access) {
        this.tap = access;
        return this;
    }

    /** Given {@code PeerConnected} and the like, one at a time; nobody. */
    public EventBusBuilder applicationEvents(Consumer<Object> applicationEvents) {
        this.applicationEvents = applicationEvents;
        return this;
    }

    /**
     * Runs requests, futures and notifications in place of the bus's own threads. A task that it refuses waits and is given
     * to it again. It must have a thread for each that waits for another: a pool of a fixed size can wait for itself.
     */
    public EventBusBuilder taskExecutor(@Nullable Executor taskExecutor) {
        this.taskExecutor = taskExecutor;
        return this;
    }

    /** Whether lanes and tasks run on virtual threads, which need Java 21; no. */
    public EventBusBuilder virtualThreads(boolean virtualThreads) {
        this.virtualThreads = virtualThreads;
        return this;
    }

    /**
     * The bus, not started yet.
     *
     * @throws IllegalArgumentException if the settings do not fit together
     */
    public DefaultEventBus build() {
        if (heartbeatTimeout.compareTo(heartbeatInterval) <= 0) {
            throw new IllegalArgumentException("'atomiton.events.heartbeat.timeout' must be longer than "
                    + "'atomiton.events.heartbeat.interval', but they are " + heartbeatTimeout + " and "
                    + heartbeatInterval);
        }
        ConnectionSettings connection = new ConnectionSettings(
                connectTimeout,
                backoffInitial,
                backoffMax,
                backoffMultiplier,
                heartbeatInterval,
                heartbeatTimeout,
                batchLinger,
                batchMaxBytes,
                maxFrameSize,
                outboundCapacity,
                outboundMaxBytes,
                maxMemory,
                sessionRetention);
        BusSettings settings = new BusSettings(
                connection,
                outboundOverflow,
                outboundBlockTimeout,
                outboundStallTimeout,
                requestTimeout,
                requestConcurrency,
                shutdownTimeout,
                retry,
                errorHandler,
                telemetry,
                interceptors,
                observations,
                tap,
                applicationEvents);
        if (role != ProcessRole.STANDALONE) {
            WarmUp.begin();
        }
        Codecs available = new Codecs(
                codecs.isEmpty()
                        ? JacksonEventCodecs.available(JsonMapper.builder().build(), codecOptions())
                        : codecs);
        BusThreads threads = new BusThreads(virtualThreads, role != ProcessRole.STANDALONE, taskExecutor);
        Peer self = new Peer(id, name, role);
        long epoch = ManagementFactory.getRuntimeMXBean().getStartTime();
        EventCatalog catalog = new EventCatalog();
        EventShapes shapes = new EventShapes(catalog, available.json());
        LocalProcess local = new LocalProcess(
                self, epoch, available.names(), new ContractTerms(contractCheck, shapes, threads.tasks()));
        Endpoint side =
                endpoint.apply(new EndpointWiring(connection, settings, local, available.json(), threads.timer()));
        return new DefaultEventBus(new BusParts(settings, self, side, catalog, shapes, available, threads));
    }

    /** A payload may be as long as a frame, however long the application allows frames to be. */
    private CodecOptions codecOptions() {
        CodecOptions defaults = CodecOptions.defaults();
        return defaults.withMaxBytes(Math.max(defaults.maxBytes(), maxFrameSize));
    }

    private static long atLeast(long least, String property, long value) {
        if (value < least) {
            throw new IllegalArgumentException(
                    "'atomiton.events." + property + "' must be at least " + least + ", but was " + value);
        }
        return value;
    }

    private static Duration notNegative(String property, Duration value) {
        if (value.isNegative()) {
            throw new IllegalArgumentException(
                    "'atomiton.events." + property + "' must not be negative, but was " + value);
        }
        return value.isZero() ? value : positive(property, value);
    }

    private static Duration positive(String property, Duration value) {
        if (value.isNegative() || value.isZero()) {
            throw new IllegalArgumentException("'atomiton.events." + property + "' must be positive, but was " + value);
        }
        return value.compareTo(BusParts.LONGEST) > 0 ? BusParts.LONGEST : value;
    }
}
