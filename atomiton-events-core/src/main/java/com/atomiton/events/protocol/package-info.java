/**
 * Frames: how bytes are cut into messages and what their headers look like. Bytes only; control bodies and payloads pass
 * through as they are. All classes are deterministic and do no I/O. Used by {@code session}, {@code connection} and
 * {@code bus}; depends on the JDK only. The format is described in {@code docs/wire-protocol.md}.
 */
@NullMarked
package com.atomiton.events.protocol;

import org.jspecify.annotations.NullMarked;
