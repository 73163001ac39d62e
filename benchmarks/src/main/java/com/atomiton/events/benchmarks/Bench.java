package com.atomiton.events.benchmarks;

import com.atomiton.events.benchmarks.workload.Workload;
import com.atomiton.events.benchmarks.workload.Workloads;
import java.util.List;

/** The program behind {@code ./bench}. */
public final class Bench {

    private Bench() {}

    /** Arguments as {@code ./bench} explains them. */
    public static void main(String[] arguments) throws Exception {
        Options options = parse(arguments);
        List<String> workloads =
                options.select(Workloads.all().stream().map(Workload::name).toList());
        List<Contender> contenders = options
                .select(Contenders.all().stream().map(Contender::name).toList())
                .stream()
                .map(Contenders::named)
                .filter(contender -> !options.quick() || contender.quick() || named(options, contender.name()))
                .toList();
        if (options.list()) {
            workloads.forEach(name -> System.out.println("workload   " + name));
            contenders.forEach(contender -> System.out.println("contender  " + contender.name()));
            return;
        }
        Results results = new Results();
        Report report = new Report(System.out, results);
        report.machine();
        report.guarantees(contenders);
        try (Lab lab = new Lab(options, contenders, results)) {
            for (Workload workload : Workloads.all()) {
                if (workloads.contains(workload.name())
                        && (!options.quick() || workload.quick() || named(options, workload.name()))) {
                    lab.run(workload);
                    report.table(workload);
                }
            }
        }
        report.goals(new Goals(results)
                .all().stream()
                        .filter(goal ->
                                options.only().isEmpty() || goal.figure().isPresent())
                        .toList());
        System.exit(0);
    }

    private static boolean named(Options options, String name) {
        return options.only().stream().anyMatch(name::contains);
    }

    private static Options parse(String... arguments) {
        try {
            return Options.parse(arguments);
        } catch (IllegalArgumentException wrong) {
            System.err.println("bench: " + wrong.getMessage());
            System.exit(2);
            throw wrong;
        }
    }
}
