package com.atomiton.events.autoconfigure;

import com.atomiton.events.connection.ContractCheck;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.NestedConfigurationProperty;
import org.springframework.util.unit.DataSize;

/** The properties of the event bus. Durations without a unit are in milliseconds, sizes without one in bytes. */
@ConfigurationProperties("atomiton.events")
public class ConductorProperties {

    /** Whether there is an event bus. */
    private boolean enabled = true;

    /**
     * Role of this process. With "auto" it is read from the environment variable ATOMITON_EVENTS_ROLE, then from the
     * system property or environment variable process.type.
     */
    private String role = "auto"; // A literal, since the generated metadata knows the default only then

    /** Name of this process, the same after a restart, by which its session is taken up again. */
    private @Nullable String name;

    /** Namespace of the application's processes: those with the same one find each other. */
    private String namespace = "default";

    /** What carries events from process to process. */
    private TransportChoice transport = TransportChoice.AUTO;

    /** Codec of the payloads. JSON is always available, for peers that have nothing else. */
    private CodecChoice codec = CodecChoice.AUTO;

    /** Largest frame that is sent and accepted. To be set alike in all processes. */
    private DataSize maxFrameSize = DataSize.ofMegabytes(8);

    /**
     * How many bytes all peers together may make main hold, of messages for them and from them. A quarter of the heap if it
     * is not set.
     */
    private @Nullable DataSize maxMemory;

    /** What happens when this process and a peer take an event to look different. */
    private ContractCheck contractCheck = ContractCheck.WARN;

    /** Whether application events of types with an event name travel over the bus, both ways. */
    private boolean applicationEvents;

    private final Socket socket = new Socket();

    @NestedConfigurationProperty
    private final ConnectProperties connect = new ConnectProperties();

    private final Heartbeat heartbeat = new Heartbeat();

    private final Batch batch = new Batch();

    @NestedConfigurationProperty
    private final OutboundProperties outbound = new OutboundProperties();

    private final Request request = new Request();

    @NestedConfigurationProperty
    private final RetryProperties retry = new RetryProperties();

    private final Session session = new Session();

    private final Security security = new Security();

    private final Shutdown shutdown = new Shutdown();

    @NestedConfigurationProperty
    private final HealthProperties health = new HealthProperties();

    @NestedConfigurationProperty
    private final HistoryProperties history = new HistoryProperties();

    @NestedConfigurationProperty
    private final TapProperties tap = new TapProperties();

    @NestedConfigurationProperty
    private final CloudStreamProperties cloudStream = new CloudStreamProperties();

    public boolean isEnabled() {
        return enabled;
    }

    public void setEnabled(boolean enabled) {
        this.enabled = enabled;
    }

    public String getRole() {
        return role;
    }

    public void setRole(String role) {
        this.role = role;
    }

    public @Nullable String getName() {
        return name;
    }

    public void setName(@Nullable String name) {
        this.name = name;
    }

    public String getNamespace() {
        return namespace;
    }

    public void setNamespace(String namespace) {
        this.namespace = namespace;
    }

    public TransportChoice getTransport() {
        return transport;
    }

    public void setTransport(TransportChoice transport) {
        this.transport = transport;
    }

    public CodecChoice getCodec() {
        return codec;
    }

    public void setCodec(CodecChoice codec) {
        this.codec = codec;
    }

    public DataSize getMaxFrameSize() {
        return maxFrameSize;
    }

    public void setMaxFrameSize(DataSize maxFrameSize) {
        this.maxFrameSize = maxFrameSize;
    }

    public @Nullable DataSize getMaxMemory() {
        return maxMemory;
    }

    public void setMaxMemory(@Nullable DataSize maxMemory) {
        this.maxMemory = maxMemory;
    }

    public ContractCheck getContractCheck() {
        return contractCheck;
    }

    public void setContractCheck(ContractCheck contractCheck) {
        this.contractCheck = contractCheck;
    }

    public boolean isApplicationEvents() {
        return applicationEvents;
    }

    public void setApplicationEvents(boolean applicationEvents) {
        this.applicationEvents = applicationEvents;
    }

    public Socket getSocket() {
        return socket;
    }

    public ConnectProperties getConnect() {
        return connect;
    }

    public Heartbeat getHeartbeat() {
        return heartbeat;
    }

    public Batch getBatch() {
        return batch;
    }

    public OutboundProperties getOutbound() {
        return outbound;
    }

    public Request getRequest() {
        return request;
    }

    public RetryProperties getRetry() {
        return retry;
    }

    public Session getSession() {
        return session;
    }

    public Security getSecurity() {
        return security;
    }

    public Shutdown getShutdown() {
        return shutdown;
    }

    public HealthProperties getHealth() {
        return health;
    }

    public HistoryProperties getHistory() {
        return history;
    }

    public TapProperties getTap() {
        return tap;
    }

    public CloudStreamProperties getCloudStream() {
        return cloudStream;
    }

    /** Properties of the socket. */
    public static class Socket {

        /** Path of the socket. By default it is named after the namespace, in a directory of this user's. */
        private @Nullable String path;

        public @Nullable String getPath() {
            return path;
        }

        public void setPath(@Nullable String path) {
            this.path = path;
        }
    }

    /** Properties of the signs of life. */
    public static class Heartbeat {

        /** How often a silent peer is asked for a sign of life. */
        private Duration interval = Duration.ofSeconds(5);

        /** How long a peer may be silent before its connection is closed. */
        private Duration timeout = Duration.ofSeconds(15);

        public Duration getInterval() {
            return interval;
        }

        public void setInterval(Duration interval) {
            this.interval = interval;
        }

        public Duration getTimeout() {
            return timeout;
        }

        public void setTimeout(Duration timeout) {
            this.timeout = timeout;
        }
    }

    /** Properties of writing several events at a time. */
    public static class Batch {

        /**
         * How long an event waits for others to be written with. With 0 it is written at once, and events are grouped
         * while the connection is busy.
         */
        private Duration linger = Duration.ZERO;

        /** How many bytes end that wait. */
        private DataSize maxBytes = DataSize.ofKilobytes(64);

        public Duration getLinger() {
            return linger;
        }

        public void setLinger(Duration linger) {
            this.linger = linger;
        }

        public DataSize getMaxBytes() {
            return maxBytes;
        }

        public void setMaxBytes(DataSize maxBytes) {
            this.maxBytes = maxBytes;
        }
    }

    /** Properties of requests. */
    public static class Request {

        /** How long a request waits for its reply unless it says otherwise. */
        private Duration timeout = Duration.ofSeconds(30);

        /** How many requests this process answers at a time. */
        private int concurrency = 64;

        public Duration getTimeout() {
            return timeout;
        }

        public void setTimeout(Duration timeout) {
            this.timeout = timeout;
        }

        public int getConcurrency() {
            return concurrency;
        }

        public void setConcurrency(int concurrency) {
            this.concurrency = concurrency;
        }
    }

    /** Properties of sessions. */
    public static class Session {

        /**
         * How long main keeps the session of a renderer that is not connected. If main cannot prove that the renderer has
         * ended, the renderer's own value counts where it is shorter.
         */
        private Duration retention = Duration.ofMinutes(1);

        public Duration getRetention() {
            return retention;
        }

        public void setRetention(Duration retention) {
            this.retention = retention;
        }
    }

    /** Properties of who may connect. */
    public static class Security {

        /** Names of users, besides this process's own, whose processes may be at the other end. */
        private Set<String> allowedUsers = new LinkedHashSet<>();

        public Set<String> getAllowedUsers() {
            return allowedUsers;
        }

        public void setAllowedUsers(Set<String> allowedUsers) {
            this.allowedUsers = allowedUsers;
        }
    }

    /** Properties of the shutdown. */
    public static class Shutdown {

        /** How long handlers and unsent events may keep the shutdown waiting. */
        private Duration timeout = Duration.ofSeconds(10);

        public Duration getTimeout() {
            return timeout;
        }

        public void setTimeout(Duration timeout) {
            this.timeout = timeout;
        }
    }
}
