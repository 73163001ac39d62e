package com.atomiton.samples.contract;

import com.atomiton.events.Delivery;
import com.atomiton.events.EventName;

/**
 * The conductor's settings, which {@link ConfigUpdate} changes. A renderer that connects later gets the last ones.
 *
 * @param logLevel the lowest level that is sent as {@link ConductorLog}
 * @param delayFactor by which the durations of {@code delay} nodes are multiplied
 */
@EventName(value = "conductor:settings", delivery = Delivery.LATEST, retain = true)
public record ConductorSettings(LogLevel logLevel, double delayFactor) {}
