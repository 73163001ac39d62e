/** What stays within one process, measured by JMH. */
@NullMarked
package com.atomiton.events.benchmarks.local;

import org.jspecify.annotations.NullMarked;
