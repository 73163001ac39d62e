package com.atomiton.events.benchmarks.grpc;

/**
 * What can be tuned.
 *
 * @param direct whether handlers run on the thread that reads
 * @param block how many messages a receiver asks for at once
 * @param window of HTTP/2 for each stream, in bytes
 * @param readyThreshold how many bytes may wait to be sent before the sender is no longer ready
 */
record Tuning(boolean direct, int block, int window, int readyThreshold) {

    static final Tuning DEFAULT = new Tuning(false, 1, 1024 * 1024, 32 * 1024);
    static final Tuning FOR_THROUGHPUT = new Tuning(true, 256, 4 * 1024 * 1024, 256 * 1024);
}
