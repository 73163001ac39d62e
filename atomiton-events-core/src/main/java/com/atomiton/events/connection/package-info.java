/**
 * One live connection and its place in a session: handshake, heartbeats, reconnecting with backoff, batching, and the
 * sessions that outlive connections. Used by {@code bus}; stands on {@code transport}, {@code session}, {@code codec}
 * (control bodies) and {@code protocol}.
 */
@NullMarked
package com.atomiton.events.connection;

import org.jspecify.annotations.NullMarked;
