package com.atomiton.events.autoconfigure;

import java.time.Duration;

/** Properties of establishing a connection. */
public class ConnectProperties {

    /** Longest time that establishing a connection may take. */
    private Duration timeout = Duration.ofSeconds(5);

    private final Backoff backoff = new Backoff();

    public Duration getTimeout() {
        return timeout;
    }

    public void setTimeout(Duration timeout) {
        this.timeout = timeout;
    }

    public Backoff getBackoff() {
        return backoff;
    }

    /** Properties of the waits between attempts to connect. */
    public static class Backoff {

        /** Wait after the first failed attempt to connect. */
        private Duration initial = Duration.ofMillis(50);

        /** Longest wait between attempts to connect. */
        private Duration max = Duration.ofSeconds(5);

        /** Factor by which the wait grows from attempt to attempt. */
        private double multiplier = 2;

        public Duration getInitial() {
            return initial;
        }

        public void setInitial(Duration initial) {
            this.initial = initial;
        }

        public Duration getMax() {
            return max;
        }

        public void setMax(Duration max) {
            this.max = max;
        }

        public double getMultiplier() {
            return multiplier;
        }

        public void setMultiplier(double multiplier) {
            this.multiplier = multiplier;
        }
    }
}
