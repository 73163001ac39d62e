package com.atomiton.events.benchmarks.workload;

import com.atomiton.events.benchmarks.ChildJvm;
import com.atomiton.events.benchmarks.Lab;
import com.atomiton.events.benchmarks.Numbers;
import com.atomiton.events.benchmarks.TemporaryDirectory;
import java.io.File;
import java.util.Arrays;
import java.util.List;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** A Spring Boot application with and without the starter: how long does it take to start, what does it hold? */
public final class StartUp implements Workload {

    public static final String NAME = "start-up";
    public static final String WITH = "with the starter, role main";
    public static final String WITHOUT = "without it";
    public static final String TIME = "ms to started";

    private static final double MIB = 1024 * 1024;
    private static final List<String> JVM = List.of("-Xmx128m", "-XX:TieredStopAtLevel=1");

    /** What the smallest application has: not the peers, which bring auto-configurations of their own. */
    private static final Predicate<String> APPLICATION = Pattern.compile(
                    "(classes|(spring-(core|context|beans|aop|expression|messaging)|spring-boot(-starter|-autoconfigure)?"
                            + "(-logging)?|logback.*|slf4j-api|log4j.*|jul-to-slf4j|jakarta\\.annotation-api|snakeyaml|"
                            + "jspecify|commons-logging|micrometer-(commons|observation)|jackson-.*|HdrHistogram)-\\d.*)")
            .asMatchPredicate();

    private static final Predicate<String> STARTER =
            Pattern.compile("atomiton-events-.*").asMatchPredicate();

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public String title() {
        return "the smallest Spring Boot application, from the start of its JVM";
    }

    @Override
    public List<Column> columns() {
        return List.of(
                new Column(TIME, 0, WITHOUT),
                new Column("heap MiB", 1, WITHOUT),
                new Column("resident MiB", 1, WITHOUT),
                new Column("threads", 0, null));
    }

    @Override
    public void run(Lab lab) throws Exception {
        lab.clear();
        turn(WITHOUT, classPath(APPLICATION));
        turn(WITH, classPath(APPLICATION.or(STARTER)));
        for (int round = 0; round < lab.options().rounds(); round++) {
            add(lab, WITHOUT, turn(WITHOUT, classPath(APPLICATION)));
            add(lab, WITH, turn(WITH, classPath(APPLICATION.or(STARTER))));
        }
    }

    private static void add(Lab lab, String row, double[] figures) {
        lab.results().add(NAME, row, TIME, figures[0]);
        lab.results().add(NAME, row, "heap MiB", figures[1] / MIB);
        lab.results().add(NAME, row, "resident MiB", figures[2] / MIB);
        lab.results().add(NAME, row, "threads", figures[3]);
    }

    private static double[] turn(String row, String classPath) throws Exception {
        try (TemporaryDirectory directory = TemporaryDirectory.create();
                ChildJvm application = ChildJvm.start(
                        classPath,
                        JVM,
                        StartUpApplication.class,
                        "--logging.level.root=warn",
                        "--spring.main.banner-mode=off",
                        "--spring.main.keep-alive=false",
                        "--atomiton.events.role=" + (row.equals(WITH) ? "main" : "standalone"),
                        "--atomiton.events.socket.path=" + directory.path().resolve("bus.sock"))) {
            application.answer();
            return Numbers.of(application.ask("cost"));
        }
    }

    private static String classPath(Predicate<String> wanted) {
        return Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
                .filter(entry -> wanted.test(new File(entry).getName()))
                .collect(Collectors.joining(File.pathSeparator));
    }
}
