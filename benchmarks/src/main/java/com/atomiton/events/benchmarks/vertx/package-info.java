/** A peer: Vert.x's net sockets over a Unix-domain socket. */
@NullMarked
package com.atomiton.events.benchmarks.vertx;

import org.jspecify.annotations.NullMarked;
