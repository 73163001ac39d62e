package com.atomiton.events.test;

import com.atomiton.events.observation.BusTelemetry;
import java.util.List;

/** Notes the name and the reason of each drop. */
record Drops(List<String> dropped) implements BusTelemetry {

    @Override
    public void dropped(String event, String reason) {
        dropped.add(event + " " + reason);
    }
}
