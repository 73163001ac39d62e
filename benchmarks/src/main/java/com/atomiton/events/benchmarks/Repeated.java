package com.atomiton.events.benchmarks;

/** Starts threads that repeat something until it fails, which it does at the latest when the process ends. */
public final class Repeated {

    /** Something that is repeated. */
    @FunctionalInterface
    public interface Step {
        void run() throws Exception;
    }

    private Repeated() {}

    /** Starts one; its end is printed. */
    public static void start(String name, Step step) {
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
