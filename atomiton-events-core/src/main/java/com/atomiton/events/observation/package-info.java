/**
 * What the bus tells those who watch it: one small interface, {@link com.atomiton.events.observation.BusTelemetry}, which
 * meters are built on. {@code bus} calls it; integrations implement it. Depends on the API only.
 */
@NullMarked
package com.atomiton.events.observation;

import org.jspecify.annotations.NullMarked;
