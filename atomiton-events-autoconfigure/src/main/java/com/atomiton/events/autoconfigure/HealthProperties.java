package com.atomiton.events.autoconfigure;

import java.time.Duration;

/** Properties under {@code atomiton.events.health}. */
public class HealthProperties {

    // Main's restart takes about as long as that of a Spring application: that alone is no reason for an alarm, or
    // for an orchestrator to restart the renderers too.
    /** How long a renderer may be without a connection before it counts as down. */
    private Duration grace = Duration.ofSeconds(10);

    public Duration getGrace() {
        return grace;
    }

    public void setGrace(Duration grace) {
        this.grace = grace;
    }
}
