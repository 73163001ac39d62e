/** The limit: a bare socket with hand-written framing, without and with a codec and a hand-off. */
@NullMarked
package com.atomiton.events.benchmarks.raw;

import org.jspecify.annotations.NullMarked;
