/**
 * The transport within one JVM, for tests: the same behaviour as over a socket, without files or processes, and hooks to
 * break it. It depends on {@code com.atomiton.events} and on the interfaces in {@code com.atomiton.events.transport}
 * only.
 */
@NullMarked
package com.atomiton.events.transport.memory;

import org.jspecify.annotations.NullMarked;
