/**
 * What the bus tells those who watch it: {@link com.atomiton.events.observation.BusTelemetry}, which meters are built on,
 * and {@link com.atomiton.events.observation.EventObservations}, which traces are, with its conventions. {@code bus} calls
 * them; integrations implement or replace them. Depends on the API only.
 */
@NullMarked
package com.atomiton.events.observation;

import org.jspecify.annotations.NullMarked;
