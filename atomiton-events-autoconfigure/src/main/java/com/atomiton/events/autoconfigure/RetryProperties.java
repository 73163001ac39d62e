package com.atomiton.events.autoconfigure;

import java.time.Duration;

/** Properties under {@code atomiton.events.retry}, named and set as those of Spring Boot's own listeners. */
public class RetryProperties {

    /** Whether a listener that has failed is called again with the same event. */
    private boolean enabled;

    /** How often at most it is called again; what fails still then becomes a dead letter. */
    private long maxRetries = 3;

    /** Wait before the first retry. */
    private Duration initialInterval = Duration.ofSeconds(1);

    /** Factor by which the wait grows from retry to retry. */
    private double multiplier = 1;

    /** Longest wait between retries. */
    private Duration maxInterval = Duration.ofSeconds(10);

    public boolean isEnabled() {
        return enabled;
    }

    public void setEnabled(boolean enabled) {
        this.enabled = enabled;
    }

    public long getMaxRetries() {
        return maxRetries;
    }

    public void setMaxRetries(long maxRetries) {
        this.maxRetries = maxRetries;
    }

    public Duration getInitialInterval() {
        return initialInterval;
    }

    public void setInitialInterval(Duration initialInterval) {
        this.initialInterval = initialInterval;
    }

    public double getMultiplier() {
        return multiplier;
    }

    public void setMultiplier(double multiplier) {
        this.multiplier = multiplier;
    }

    public Duration getMaxInterval() {
        return maxInterval;
    }

    public void setMaxInterval(Duration maxInterval) {
        this.maxInterval = maxInterval;
    }
}
