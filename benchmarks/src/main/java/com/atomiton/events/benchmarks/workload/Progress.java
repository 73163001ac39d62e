package com.atomiton.events.benchmarks.workload;

import com.atomiton.events.Delivery;
import com.atomiton.events.EventName;

/** A snapshot of a whole execution, of which only the newest matters. */
@EventName(value = "bench:progress", delivery = Delivery.LATEST, key = "executionId")
record Progress(long sentAt, String executionId, long number, String nodes) {}
