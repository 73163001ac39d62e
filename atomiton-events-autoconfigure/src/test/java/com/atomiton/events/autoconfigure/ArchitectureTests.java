package com.atomiton.events.autoconfigure;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noMethods;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.AccessTarget.MethodCallTarget;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.domain.JavaMethodCall;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.stream.Stream;
import org.apache.commons.logging.Log;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.springframework.beans.factory.config.BeanFactoryPostProcessor;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.boot.LazyInitializationExcludeFilter;
import org.springframework.context.annotation.Bean;

/** The arrows between the packages, as the design has them: nothing goes back. */
class ArchitectureTests {

    private static final String ROOT = "com.atomiton.events";

    private static final JavaClasses CLASSES =
            new ClassFileImporter().withImportOption(new DoNotIncludeTests()).importPackages(ROOT);

    /** Each package of core, and what of core it may use besides itself. The API is {@code ""}. */
    private static final Map<String, List<String>> MAY_USE = new TreeMap<>(Map.ofEntries(
            Map.entry("", List.of()),
            Map.entry(".annotation", List.of("")),
            Map.entry(".protocol", List.of()),
            Map.entry(".codec", List.of("")),
            Map.entry(".session", List.of(".protocol")),
            Map.entry(".transport", List.of()),
            Map.entry(".transport.memory", List.of("", ".transport")),
            Map.entry(".transport.unix", List.of("", ".transport")),
            Map.entry(".observation", List.of("")),
            Map.entry(".connection", List.of("", ".codec", ".protocol", ".session", ".transport")),
            Map.entry(".engine", List.of("", ".codec", ".connection", ".protocol", ".session")),
            Map.entry(".engine.bridge", List.of("", ".codec", ".connection", ".engine", ".protocol", ".session")),
            Map.entry(
                    ".bus",
                    List.of(
                            "",
                            ".codec",
                            ".connection",
                            ".engine",
                            ".engine.bridge",
                            ".observation",
                            ".protocol",
                            ".session",
                            ".transport")),
            Map.entry(".listener", List.of("", ".annotation")),
            Map.entry(".bridge", List.of("", ".listener"))));

    @TestFactory
    Stream<DynamicTest> aPackageOfCoreUsesOnlyWhatIsBelowIt() {
        return MAY_USE.entrySet().stream()
                .map(entry -> DynamicTest.dynamicTest(ROOT + entry.getKey(), () -> {
                    String[] allowed = Stream.concat(Stream.of(entry.getKey()), entry.getValue().stream())
                            .map(name -> ROOT + name)
                            .toArray(String[]::new);
                    noClasses()
                            .that()
                            .resideInAPackage(ROOT + entry.getKey())
                            .should()
                            .dependOnClassesThat(resideInAPackage(ROOT + "..").and(not(resideInAnyPackage(allowed))))
                            .check(CLASSES);
                }));
    }

    @Test
    void everyPackageOfCoreHasItsPlace() {
        assertThat(CLASSES.stream()
                        .filter(ArchitectureTests::isInCore)
                        .map(JavaClass::getPackageName)
                        .distinct())
                .containsExactlyInAnyOrderElementsOf(
                        MAY_USE.keySet().stream().map(name -> ROOT + name).toList());
    }

    @Test
    void thereAreNoCyclesBetweenPackages() {
        // One slice for each package
        slices().matching("com.atomiton.(**)").should().beFreeOfCycles().check(CLASSES);
    }

    @Test
    void coreKnowsNothingOfBoot() {
        noClasses()
                .that(isInCore)
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("org.springframework.boot..", ROOT + ".autoconfigure..")
                .check(CLASSES);
    }

    @Test
    void onlyTheCodecAndTheBuilderOfTheBusKnowJackson() {
        noClasses()
                .that(isInCore)
                .and()
                .resideOutsideOfPackage(ROOT + ".codec")
                .and()
                .doNotHaveSimpleName("EventBusBuilder")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("tools.jackson..", "com.fasterxml.jackson..")
                .check(CLASSES);
    }

    @Test
    void whatMovesBytesNeedsNothingButTheJdk() {
        classes()
                .that()
                .resideInAnyPackage(ROOT + ".protocol", ROOT + ".session", ROOT + ".transport")
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage(
                        "java..", "org.jspecify..", ROOT + ".protocol", ROOT + ".session", ROOT + ".transport")
                .check(CLASSES);
    }

    /**
     * On one or two processors it has a single thread, which an application's task may hold; and its threads do not know
     * the application's class loader.
     */
    @Test
    void nothingRunsOnTheCommonPool() {
        noClasses().should().callMethodWhere(usesTheCommonPool).check(CLASSES);
    }

    /** What a peer can cause for each event or connection must not fill the log. */
    @Test
    void theBusAndItsConnectionsWarnThroughTheLimitedLogOnly() {
        noClasses()
                .that()
                .resideInAnyPackage(
                        ROOT + ".bus", ROOT + ".connection", ROOT + ".engine..", ROOT + ".codec", ROOT + ".observation")
                .should()
                .callMethod(Log.class, "warn", Object.class)
                .orShould()
                .callMethod(Log.class, "warn", Object.class, Throwable.class)
                .orShould()
                .callMethod(Log.class, "error", Object.class)
                .orShould()
                .callMethod(Log.class, "error", Object.class, Throwable.class)
                .check(CLASSES);
    }

    /** A logger, a meter, a listener or an executor of the application may block, and others wait for the lock. */
    @Test
    void nothingThatIsSynchronizedCallsWhatMayBlock() {
        noMethods()
                .that()
                .haveModifier(JavaModifier.SYNCHRONIZED)
                .and()
                // Whoever waits there needs just what is being read.
                .areNotDeclaredIn(ROOT + ".bus.ReceivedPayload")
                .should(new ArchCondition<>("call what may block") {
                    @Override
                    public void check(JavaMethod method, ConditionEvents events) {
                        method.getMethodCallsFromSelf().stream()
                                .filter(call -> MAY_BLOCK.stream()
                                        .anyMatch(type ->
                                                call.getTargetOwner().getName().equals(type)))
                                .forEach(call ->
                                        events.add(SimpleConditionEvent.satisfied(call, call.getDescription())));
                    }
                })
                .check(CLASSES);
    }

    private static final List<String> MAY_BLOCK = List.of(
            Log.class.getName(),
            ROOT + ".LimitedLog",
            ROOT + ".FailureLog",
            ROOT + ".connection.PeerListener",
            ROOT + ".observation.BusTelemetry",
            ROOT + ".observation.EventTap",
            ROOT + ".codec.EventCodec");

    /**
     * A clock that jumps by a day must change no timer. The wall clock is for times that people read, and for the age of a
     * file, which is by it too.
     */
    @Test
    void onlyWhatPeopleReadAndTheAgeOfAFileGoByTheWallClock() {
        assertThat(CLASSES.stream()
                        .filter(type -> type.getMethodCallsFromSelf().stream()
                                        .anyMatch(ArchitectureTests::readsTheWallClock)
                                || type.getConstructorCallsFromSelf().stream()
                                        .anyMatch(call -> call.getTargetOwner().isEquivalentTo(Date.class)
                                                && call.getTarget()
                                                        .getRawParameterTypes()
                                                        .isEmpty()))
                        .map(JavaClass::getSimpleName))
                .containsExactlyInAnyOrder(
                        "PeerEvents", // the time of a ConnectionStateChanged
                        "Taps", // the time of what passes
                        "StateTracker", // when the last error was
                        "Reconnector", // when it is tried next; a timer does it
                        "DeadLetters", // the time of a dead letter
                        "RequestRunner", // RequestContext.deadline(); a timer keeps it
                        "HeldFile", // the age of an alive file
                        "Arrivals", // whether what another machine has sent has expired: no other clock is shared
                        "Departures", // when it expires
                        "ConductorHealthIndicator"); // since when, for people; grace
    }

    private static boolean readsTheWallClock(JavaMethodCall call) {
        String method = call.getTargetOwner().getName() + "." + call.getTarget().getName();
        return method.equals("java.lang.System.currentTimeMillis")
                || method.startsWith("java.time.Clock.system")
                || method.matches("java\\.time\\.[A-Za-z]+\\.now");
    }

    @Test
    void beansThatTheContainerNeedsEarlyAreStatic() {
        methods()
                .that()
                .areAnnotatedWith(Bean.class)
                .and(returns(BeanPostProcessor.class)
                        .or(returns(BeanFactoryPostProcessor.class))
                        .or(returns(LazyInitializationExcludeFilter.class)))
                .should()
                .beStatic()
                .check(CLASSES);
    }

    @Test
    void noSourceFileIsLongerThan400Lines() throws IOException {
        Path project = Path.of("").toAbsolutePath().getParent();
        try (Stream<Path> files = Files.walk(project, 20)) {
            Map<Path, Long> tooLong = new TreeMap<>();
            for (Path file : (Iterable<Path>) files.filter(ArchitectureTests::isMainSource)::iterator) {
                try (Stream<String> lines = Files.lines(file)) {
                    long count = lines.count();
                    if (count > 400) {
                        tooLong.put(project.relativize(file), count);
                    }
                }
            }
            assertThat(tooLong).isEmpty();
        }
    }

    private static boolean isMainSource(Path file) {
        String path = file.toString();
        return path.endsWith(".java") && path.contains("/src/main/java/");
    }

    private static final DescribedPredicate<JavaMethodCall> usesTheCommonPool =
            DescribedPredicate.describe("the common pool does the work", call -> {
                MethodCallTarget target = call.getTarget();
                boolean async = target.getOwner().isAssignableTo(CompletionStage.class)
                        && target.getName().endsWith("Async")
                        && target.getRawParameterTypes().stream()
                                .noneMatch(type -> type.isEquivalentTo(Executor.class));
                return async
                        || List.of("parallelStream", "parallel", "commonPool").contains(target.getName());
            });

    private static final DescribedPredicate<JavaClass> isInCore =
            DescribedPredicate.describe("are in core", ArchitectureTests::isInCore);

    private static boolean isInCore(JavaClass type) {
        return type.getSource()
                .map(source -> source.getUri().toString())
                .filter(uri -> uri.contains("atomiton-events-core"))
                .isPresent();
    }

    private static DescribedPredicate<JavaMethod> returns(Class<?> type) {
        return DescribedPredicate.describe(
                "return a " + type.getSimpleName(),
                method -> method.getRawReturnType().isAssignableTo(type));
    }
}
