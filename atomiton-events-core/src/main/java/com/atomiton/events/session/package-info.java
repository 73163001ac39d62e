/**
 * What two processes remember of each other across connections: the numbers of messages, which of them are sent, received
 * and acknowledged, and what has to be sent again. No I/O, no threads, no clock: time comes in as an argument, so that a
 * simulation can run it. Used by {@code connection} and {@code bus}; depends on {@code protocol}.
 */
@NullMarked
package com.atomiton.events.session;

import org.jspecify.annotations.NullMarked;
