/**
 * What carries bytes between two processes: the narrow interface that the bus speaks to a transport. A transport knows
 * nothing of frames, sessions or events; it calls its {@link com.atomiton.events.transport.ConnectionHandler}s from one
 * thread. {@code connection} uses this package, {@code transport.unix} and {@code transport.memory} implement it, and
 * one contract suite tests them all.
 */
@NullMarked
package com.atomiton.events.transport;

import org.jspecify.annotations.NullMarked;
