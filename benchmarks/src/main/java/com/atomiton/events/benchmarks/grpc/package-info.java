/** A peer: gRPC over a Unix-domain socket, with JSON instead of protocol buffers. */
@NullMarked
package com.atomiton.events.benchmarks.grpc;

import org.jspecify.annotations.NullMarked;
