package com.atomiton.events.benchmarks.raw;

/** Starts threads that repeat something until it fails, which it does at the latest when the process ends. */
final class Threads {

    /** Something that is repeated. */
    @FunctionalInterface
    interface Step {
        void run() throws Exception;
    }

    private Threads() {}

    static void start(String name, Step step) {
        Thread thread = new Thread(
                () -> {
                    try {
                        while (true) {
                            step.run();
                        }
                    } catch (Exception ended) {
                        System.out.println("The thread " + name + " has ended: " + ended);
                    }
                },
                name);
        thread.setDaemon(true);
        thread.start();
    }
}
