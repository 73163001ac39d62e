/**
 * What the bus tells those who watch it: {@link com.atomiton.events.observation.BusTelemetry}, which meters are built on;
 * {@link com.atomiton.events.observation.EventObservations}, which traces are, with its conventions; and
 * {@link com.atomiton.events.observation.EventTap}, which sees each message that passes, with what is built on it: the
 * history, queues for slow viewers, counts, and what a viewer in another process asks. {@code bus} calls them; integrations
 * implement or replace them. Depends on the API only.
 */
@NullMarked
package com.atomiton.events.observation;

import org.jspecify.annotations.NullMarked;
