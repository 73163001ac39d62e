/** A peer: RSocket over a Unix-domain socket, by itself and with Spring's support for it. */
@NullMarked
package com.atomiton.events.benchmarks.rsocket;

import org.jspecify.annotations.NullMarked;
