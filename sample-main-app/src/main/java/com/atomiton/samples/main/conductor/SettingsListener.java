package com.atomiton.samples.main.conductor;

import com.atomiton.events.EventContext;
import com.atomiton.events.annotation.ConductorListener;
import com.atomiton.samples.contract.ConductorSettings;
import com.atomiton.samples.contract.ConfigUpdate;
import com.atomiton.samples.contract.LogLevel;
import com.atomiton.samples.main.node.DelayNode;
import java.util.Locale;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** Applies what editors set, and tells all of them how things are set. */
@Component
class SettingsListener {

    private static final double MAX_DELAY_FACTOR = 100;

    private final DelayNode delays;
    private final ConductorEvents events;

    SettingsListener(DelayNode delays, ConductorEvents events) {
        this.delays = delays;
        this.events = events;
    }

    @ConductorListener
    void configure(ConfigUpdate update, EventContext context) {
        try {
            apply(update);
            events.log(LogLevel.INFO, null, null, update.key() + " is now " + update.value());
        } catch (IllegalArgumentException unusable) {
            events.errorTo(context.sender(), unusable);
        }
        tell();
    }

    /** Also after what could not be used, so that an editor shows what holds. */
    @EventListener(ApplicationReadyEvent.class)
    void tell() {
        events.settings(new ConductorSettings(events.lowestLevel(), delays.factor()));
    }

    private void apply(ConfigUpdate update) {
        switch (update.key()) {
            case "log.level" -> events.setLowestLevel(level(update.value()));
            case "delay.factor" -> delays.setFactor(factor(update.value()));
            default ->
                throw new IllegalArgumentException(
                        "there is no setting '" + update.key() + "'; there are log.level and delay.factor");
        }
    }

    private static LogLevel level(String value) {
        try {
            return LogLevel.valueOf(value.toUpperCase(Locale.ROOT));
        } catch (IllegalArgumentException unknown) {
            throw new IllegalArgumentException(
                    "log.level cannot be '" + value + "'; it must be debug, info, warn or error", unknown);
        }
    }

    private static double factor(String value) {
        try {
            double factor = Double.parseDouble(value);
            if (factor >= 0 && factor <= MAX_DELAY_FACTOR) {
                return factor;
            }
        } catch (NumberFormatException notANumber) {
            // said below
        }
        throw new IllegalArgumentException(
                "delay.factor cannot be '" + value + "'; it must be a number from 0 to " + MAX_DELAY_FACTOR);
    }
}
