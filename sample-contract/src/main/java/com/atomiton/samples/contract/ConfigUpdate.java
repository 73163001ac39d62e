package com.atomiton.samples.contract;

import com.atomiton.events.EventName;

/**
 * Changes a setting of the conductor while it runs. What it cannot use comes back to the sender as a
 * {@link ConductorError}.
 *
 * @param key {@code log.level}, the lowest {@link LogLevel} that is sent as {@link ConductorLog}; or
 *     {@code delay.factor}, by which the durations of {@code delay} nodes are multiplied, 0 to 100
 * @param value the new value
 */
@EventName("config:update")
public record ConfigUpdate(String key, String value) {}
