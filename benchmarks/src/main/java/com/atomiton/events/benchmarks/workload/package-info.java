/** What is measured: one class for each question, and the programs that some of them need. */
@NullMarked
package com.atomiton.events.benchmarks.workload;

import org.jspecify.annotations.NullMarked;
