package com.atomiton.events.benchmarks;

import com.atomiton.events.benchmarks.workload.Workload;
import java.io.IOException;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Where workloads measure: it has the contenders, keeps their processes running from one workload to the next, and
 * gives them their turns.
 */
public final class Lab implements AutoCloseable {

    private static final int LONGEST_NOTE = 2_000;

    /** Makes a group ready and returns what is measured. */
    @FunctionalInterface
    public interface WarmUp {
        Turn warmUp(Group group) throws Exception;
    }

    /** Measures once; the figures by metric. */
    @FunctionalInterface
    public interface Turn {
        Map<String, Double> take() throws Exception;
    }

    private record Start(Contender contender, int renderers) {}

    private final Options options;
    private final List<Contender> contenders;
    private final Results results;
    private final Map<Start, Group> running = new HashMap<>();

    Lab(Options options, List<Contender> contenders, Results results) {
        this.options = options;
        this.contenders = contenders;
        this.results = results;
    }

    public Options options() {
        return options;
    }

    public Results results() {
        return results;
    }

    /** The contenders of this run. */
    public List<Contender> contenders() {
        return contenders;
    }

    /** Runs it; a failure is noted, and the others go on. */
    void run(Workload workload) throws InterruptedException {
        try {
            workload.run(this);
        } catch (Exception failed) {
            failed(workload, "", failed);
        }
    }

    /**
     * Warms each contender up, and then gives them as many rounds of turns as the options say. Rounds alternate, A B A B,
     * since what else the machine does changes with time. A contender that fails is noted as failed and has no more turns,
     * and its processes are killed, since one that hangs would be in the way of the others.
     */
    public void alternate(Workload workload, List<Contender> rows, int renderers, WarmUp warmUp)
            throws InterruptedException {
        Map<Contender, Turn> turns = new LinkedHashMap<>();
        for (Contender contender : rows) {
            if (contender.unavailable().isPresent()) {
                results.note(
                        workload.name(),
                        contender.name(),
                        contender.unavailable().get());
                continue;
            }
            try {
                turns.put(contender, warmUp.warmUp(group(contender, renderers)));
            } catch (Exception failed) {
                failed(workload, contender.name(), failed);
                kill(contender, renderers);
            }
        }
        for (int round = 0; round < options.rounds(); round++) {
            for (Map.Entry<Contender, Turn> turn : List.copyOf(turns.entrySet())) {
                String row = turn.getKey().name();
                try {
                    turn.getValue().take().forEach((metric, value) -> {
                        if (!Double.isNaN(value)) {
                            results.add(workload.name(), row, metric, value);
                        }
                    });
                } catch (Exception failed) {
                    failed(workload, row, failed);
                    turns.remove(turn.getKey());
                    kill(turn.getKey(), renderers);
                }
            }
        }
    }

    private void failed(Workload workload, String row, Exception failure) throws InterruptedException {
        if (failure instanceof InterruptedException interrupted) {
            throw interrupted;
        }
        String message = "failed: " + failure;
        results.note(workload.name(), row, message.substring(0, Math.min(message.length(), LONGEST_NOTE)));
    }

    private Group group(Contender contender, int renderers) throws Exception {
        Start start = new Start(contender, renderers);
        Group group = running.get(start);
        if (group == null) {
            group = Group.start(contender, renderers);
            running.put(start, group);
        }
        return group;
    }

    private void kill(Contender contender, int renderers) {
        Group group = running.remove(new Start(contender, renderers));
        if (group != null) {
            try {
                group.kill();
            } catch (IOException left) {
                System.err.println("bench: some of " + contender.name() + " is left behind: " + left);
            }
        }
    }

    /** Ends the processes that are running; a workload that needs others starts with this. */
    public void clear() throws IOException {
        for (Group group : running.values()) {
            group.close();
        }
        running.clear();
    }

    @Override
    public void close() throws IOException {
        clear();
    }
}
