package com.atomiton.events.benchmarks.machines;

import com.atomiton.events.EventBus;
import com.atomiton.events.benchmarks.Commands;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.springframework.context.ConfigurableApplicationContext;

/**
 * A process with many applications, one of them main. {@code cost}: answers how many threads it has, and what its heap
 * holds.
 */
public final class ManyBuses {

    private static final String ROLE = "--atomiton.events.role=";

    private ManyBuses() {}

    /** Arguments: Spring's, but for the role, which is how many there are. Ends with its standard input. */
    public static void main(String[] arguments) throws Exception {
        int count = Integer.parseInt(List.of(arguments).stream()
                .filter(argument -> argument.startsWith(ROLE))
                .findFirst()
                .orElseThrow()
                .substring(ROLE.length()));
        List<ConfigurableApplicationContext> contexts = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            boolean main = i == 0;
            contexts.add(BusProcess.start(
                    main,
                    List.of(arguments).stream()
                            .map(argument -> argument.startsWith(ROLE) ? ROLE + (main ? "main" : "renderer") : argument)
                            .toArray(String[]::new)));
        }
        EventBus main = contexts.get(0).getBean(EventBus.class);
        while (main.peers().size() < count - 1) {
            TimeUnit.MILLISECONDS.sleep(10);
        }
        // Each ends its consumers and says goodbye, which is none of the question.
        Commands.serve(() -> Runtime.getRuntime().halt(0), words -> cost());
    }

    private static String cost() {
        System.gc();
        Runtime runtime = Runtime.getRuntime();
        return Thread.getAllStackTraces().size() + " threads, "
                + (runtime.totalMemory() - runtime.freeMemory()) / (1024 * 1024) + " MiB of heap";
    }
}
