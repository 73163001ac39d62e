/** A peer: Node's {@code child_process}, which is what users of Electron have today. */
@NullMarked
package com.atomiton.events.benchmarks.node;

import org.jspecify.annotations.NullMarked;
