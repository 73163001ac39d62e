package com.atomiton.events.autoconfigure;

import com.atomiton.events.bus.OverflowPolicy;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.util.unit.DataSize;

/** Properties under {@code atomiton.events.outbound}: of the window of unacknowledged messages to each peer. */
public class OutboundProperties {

    /** How many messages may wait for each peer or for its acknowledgement. */
    private int capacity = 65_536;

    /** How many bytes these messages may have together. */
    private DataSize maxBytes = DataSize.ofMegabytes(16);

    /** What an emit does when this limit is reached. */
    private OverflowPolicy overflow = OverflowPolicy.BLOCK;

    /** How long an emit waits for space when it blocks. */
    private Duration blockTimeout = Duration.ofSeconds(10);

    /**
     * How long a renderer may take nothing while its window is full, before events for all leave it out. As long as the
     * block timeout if it is not set.
     */
    private @Nullable Duration stallTimeout;

    public int getCapacity() {
        return capacity;
    }

    public void setCapacity(int capacity) {
        this.capacity = capacity;
    }

    public DataSize getMaxBytes() {
        return maxBytes;
    }

    public void setMaxBytes(DataSize maxBytes) {
        this.maxBytes = maxBytes;
    }

    public OverflowPolicy getOverflow() {
        return overflow;
    }

    public void setOverflow(OverflowPolicy overflow) {
        this.overflow = overflow;
    }

    public Duration getBlockTimeout() {
        return blockTimeout;
    }

    public void setBlockTimeout(Duration blockTimeout) {
        this.blockTimeout = blockTimeout;
    }

    public @Nullable Duration getStallTimeout() {
        return stallTimeout;
    }

    public void setStallTimeout(@Nullable Duration stallTimeout) {
        this.stallTimeout = stallTimeout;
    }
}
