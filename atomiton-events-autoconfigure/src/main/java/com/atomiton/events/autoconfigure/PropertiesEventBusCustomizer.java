package com.atomiton.events.autoconfigure;

import com.atomiton.events.autoconfigure.ConductorProperties.Batch;
import com.atomiton.events.autoconfigure.ConductorProperties.Heartbeat;
import com.atomiton.events.autoconfigure.ConnectProperties.Backoff;
import com.atomiton.events.bus.EventBusBuilder;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.source.InvalidConfigurationPropertyValueException;
import org.springframework.boot.retry.RetryPolicySettings;
import org.springframework.core.retry.RetryTemplate;
import org.springframework.util.unit.DataSize;

/**
 * Sets on the bus what the properties say, and refuses values that make no sense, by the names of their properties; Boot
 * adds where each value comes from.
 */
final class PropertiesEventBusCustomizer implements EventBusCustomizer {

    private static final Duration SHORTEST = Duration.ofMillis(1);
    private static final DataSize SMALLEST_FRAME = DataSize.ofKilobytes(64);
    private static final DataSize SMALLEST_MEMORY = DataSize.ofMegabytes(1);
    private static final DataSize LARGEST = DataSize.ofBytes(Integer.MAX_VALUE);

    private final ConductorProperties properties;

    PropertiesEventBusCustomizer(ConductorProperties properties) {
        this.properties = properties;
    }

    @Override
    public void customize(EventBusBuilder builder) {
        builder.name(properties.getName());
        builder.contractCheck(properties.getContractCheck());
        builder.maxFrameSize(size("max-frame-size", properties.getMaxFrameSize(), SMALLEST_FRAME));
        maxMemory(builder, properties.getMaxMemory());
        builder.connectTimeout(
                atLeast("connect.timeout", properties.getConnect().getTimeout(), SHORTEST));
        backoff(builder, properties.getConnect().getBackoff());
        heartbeat(builder, properties.getHeartbeat());
        batch(builder, properties.getBatch());
        outbound(builder, properties.getOutbound());
        builder.requestTimeout(
                atLeast("request.timeout", properties.getRequest().getTimeout(), SHORTEST));
        builder.requestConcurrency(
                positive("request.concurrency", properties.getRequest().getConcurrency()));
        retry(builder, properties.getRetry());
        builder.sessionRetention(
                atLeast("session.retention", properties.getSession().getRetention(), SHORTEST));
        builder.shutdownTimeout(
                atLeast("shutdown.timeout", properties.getShutdown().getTimeout(), SHORTEST));
        if (properties.getHistory().getSize() < 0) {
            throw invalid("history.size", properties.getHistory().getSize(), "must not be negative");
        }
        boolean othersAllowed = !properties.getSecurity().getAllowedUsers().isEmpty();
        builder.tap(properties.getTap().access(othersAllowed));
        atLeast("health.grace", properties.getHealth().getGrace(), Duration.ZERO);
    }

    private static void maxMemory(EventBusBuilder builder, @Nullable DataSize maxMemory) {
        if (maxMemory == null) {
            return;
        }
        if (maxMemory.compareTo(SMALLEST_MEMORY) < 0) {
            throw invalid("max-memory", maxMemory, "must be at least 1MB");
        }
        builder.maxMemory(maxMemory.toBytes());
    }

    private static void backoff(EventBusBuilder builder, Backoff backoff) {
        Duration initial = atLeast("connect.backoff.initial", backoff.getInitial(), SHORTEST);
        if (backoff.getMax().compareTo(initial) < 0) {
            throw invalid(
                    "connect.backoff.max",
                    backoff.getMax(),
                    "must not be shorter than 'atomiton.events.connect.backoff.initial', which is " + initial.toMillis()
                            + "ms");
        }
        if (!(backoff.getMultiplier() >= 1)) {
            throw invalid("connect.backoff.multiplier", backoff.getMultiplier(), "must be at least 1");
        }
        builder.connectBackoff(initial, backoff.getMax(), backoff.getMultiplier());
    }

    private static void heartbeat(EventBusBuilder builder, Heartbeat heartbeat) {
        Duration interval = atLeast("heartbeat.interval", heartbeat.getInterval(), SHORTEST);
        if (heartbeat.getTimeout().compareTo(interval) <= 0) {
            throw invalid(
                    "heartbeat.timeout",
                    heartbeat.getTimeout(),
                    "must be longer than 'atomiton.events.heartbeat.interval', which is " + interval.toMillis() + "ms");
        }
        builder.heartbeat(interval, heartbeat.getTimeout());
    }

    private static void batch(EventBusBuilder builder, Batch batch) {
        builder.batch(
                atLeast("batch.linger", batch.getLinger(), Duration.ZERO),
                size("batch.max-bytes", batch.getMaxBytes(), DataSize.ofBytes(1)));
    }

    private static void outbound(EventBusBuilder builder, OutboundProperties outbound) {
        if (outbound.getMaxBytes().toBytes() < 1) {
            throw invalid("outbound.max-bytes", outbound.getMaxBytes(), "must be positive");
        }
        builder.outbound(
                positive("outbound.capacity", outbound.getCapacity()),
                outbound.getMaxBytes().toBytes());
        builder.overflow(
                outbound.getOverflow(), atLeast("outbound.block-timeout", outbound.getBlockTimeout(), Duration.ZERO));
        Duration stallTimeout = outbound.getStallTimeout();
        if (stallTimeout != null) {
            builder.stallTimeout(atLeast("outbound.stall-timeout", stallTimeout, Duration.ofMillis(1)));
        }
    }

    private static void retry(EventBusBuilder builder, RetryProperties retry) {
        if (retry.getMaxRetries() < 0) {
            throw invalid("retry.max-retries", retry.getMaxRetries(), "must not be negative");
        }
        Duration initial = atLeast("retry.initial-interval", retry.getInitialInterval(), Duration.ZERO);
        if (retry.getMaxInterval().compareTo(initial) < 0
                || retry.getMaxInterval().isZero()) {
            throw invalid(
                    "retry.max-interval",
                    retry.getMaxInterval(),
                    "must be positive, and not shorter than 'atomiton.events.retry.initial-interval', which is "
                            + initial.toMillis() + "ms");
        }
        if (!(retry.getMultiplier() >= 1)) {
            throw invalid("retry.multiplier", retry.getMultiplier(), "must be at least 1");
        }
        if (retry.isEnabled()) {
            RetryPolicySettings settings = new RetryPolicySettings();
            settings.setMaxRetries(retry.getMaxRetries());
            settings.setDelay(initial);
            settings.setMultiplier(retry.getMultiplier());
            settings.setMaxDelay(retry.getMaxInterval());
            builder.retry(new RetryTemplate(settings.createRetryPolicy()));
        }
    }

    /** The duration, if it is long enough. */
    private static Duration atLeast(String property, Duration value, Duration least) {
        if (value.compareTo(least) < 0) {
            throw invalid(
                    property,
                    value,
                    least.isZero() ? "must not be negative" : "must be at least " + least.toMillis() + "ms");
        }
        return value;
    }

    private static int positive(String property, int value) {
        if (value < 1) {
            throw invalid(property, value, "must be at least 1");
        }
        return value;
    }

    private static int size(String property, DataSize value, DataSize least) {
        if (value.compareTo(least) < 0 || value.compareTo(LARGEST) > 0) {
            throw invalid(property, value, "must be between " + least + " and " + LARGEST);
        }
        return (int) value.toBytes();
    }

    private static InvalidConfigurationPropertyValueException invalid(String property, Object value, String reason) {
        return new InvalidConfigurationPropertyValueException("atomiton.events." + property, value, reason);
    }
}
