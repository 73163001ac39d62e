package com.atomiton.events.benchmarks.workload;

import com.atomiton.events.benchmarks.ChildJvm;
import com.atomiton.events.benchmarks.Lab;
import com.atomiton.events.benchmarks.Numbers;
import com.atomiton.events.benchmarks.TemporaryDirectory;
import java.io.File;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** A Spring Boot application with and without the starter: how long does it take to start, what does it hold? */
public final class StartUp implements Workload {

    public static final String NAME = "start-up";
    public static final String WITH = "with the starter, role main";
    public static final String WITHOUT = "without it";
    public static final String WITHOUT_JACKSON = "without it and without Jackson";
    public static final String TIME = "ms to started";

    private static final double MIB = 1024 * 1024;
    private static final List<String> JVM = List.of("-Xmx128m");

    /** What {@code spring-boot-starter} brings, and this program: not the peers, which have auto-configurations. */
    private static final String BOOT = "classes|HdrHistogram-.*|"
            + "(spring-(core|context|beans|aop|expression)|spring-boot(-starter|-autoconfigure)?(-logging)?|logback-.*|"
            + "slf4j-api|log4j-.*|jul-to-slf4j|jakarta\\.annotation-api|snakeyaml|jspecify|commons-logging|"
            + "micrometer-(commons|observation))-\\d.*";

    /** What {@code spring-boot-starter-jackson} brings: the auto-configuration with a mapper bean, and Jackson 3. */
    private static final String JACKSON =
            "spring-boot(-starter)?-jackson-.*|jackson-(core|databind)-3\\..*|jackson-annotations-.*";

    /** What this project's starter brings besides. */
    private static final String STARTER = "atomiton-events-.*|spring-messaging-.*";

    private static final Map<String, Predicate<String>> CLASS_PATHS = new LinkedHashMap<>();

    static {
        CLASS_PATHS.put(WITHOUT_JACKSON, matching(BOOT));
        CLASS_PATHS.put(WITHOUT, matching(BOOT, JACKSON));
        CLASS_PATHS.put(WITH, matching(BOOT, JACKSON, STARTER));
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public String title() {
        return "a Spring Boot application without a bean of its own, from the start of its JVM; the same class path but for"
                + " what the rows say";
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
        for (int round = -1; round < lab.options().startRounds(); round++) {
            for (String row : CLASS_PATHS.keySet()) {
                double[] figures = turn(row);
                // The first fills the caches of the file system.
                if (round >= 0) {
                    add(lab, row, figures);
                }
            }
        }
    }

    private static void add(Lab lab, String row, double[] figures) {
        lab.results().add(NAME, row, TIME, figures[0]);
        lab.results().add(NAME, row, "heap MiB", figures[1] / MIB);
        lab.results().add(NAME, row, "resident MiB", figures[2] / MIB);
        lab.results().add(NAME, row, "threads", figures[3]);
    }

    private static double[] turn(String row) throws Exception {
        try (TemporaryDirectory directory = TemporaryDirectory.create();
                ChildJvm application = ChildJvm.start(
                        classPath(Objects.requireNonNull(CLASS_PATHS.get(row))),
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

    private static Predicate<String> matching(String... parts) {
        return Pattern.compile(String.join("|", parts)).asMatchPredicate();
    }
}
