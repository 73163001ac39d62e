/** A peer: Redis's publish and subscribe, by Lettuce over a Unix-domain socket. */
@NullMarked
package com.atomiton.events.benchmarks.redis;

import org.jspecify.annotations.NullMarked;
