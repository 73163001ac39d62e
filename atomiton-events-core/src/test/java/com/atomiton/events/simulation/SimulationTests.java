package com.atomiton.events.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import java.util.OptionalLong;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.slf4j.LoggerFactory;

/**
 * Thousands of schedules, each from a seed of its own. A failure prints its seed and its schedule;
 * {@code -Dsimulation.seed=N} runs that one again, {@code -Dsimulation.seeds=N} says how many are run: 2,000
 * if nothing is said.
 */
class SimulationTests {

    private static final Logger LOGGER = (Logger) LoggerFactory.getLogger("com.atomiton.events.connection");

    private static @Nullable Level levelBefore;

    @BeforeAll
    static void beQuiet() {
        levelBefore = LOGGER.getLevel();
        LOGGER.setLevel(Level.OFF);
    }

    @AfterAll
    static void beAsBefore() {
        LOGGER.setLevel(levelBefore);
    }

    @Test
    @Timeout(value = 15, unit = TimeUnit.MINUTES) // A minute on two cores, more when they are busy
    void everyPromiseIsKeptUnderEverySchedule() {
        Long seed = Long.getLong("simulation.seed");
        long first = seed != null ? seed : new Random().nextLong() >>> 16;
        long count = seed != null ? 1 : Long.getLong("simulation.seeds", 2_000);
        System.out.println("simulation: " + count + " seeds from " + first);

        OptionalLong failed = firstFailure(Rule.KEPT, "", first, count);

        failed.ifPresent(bad -> {
            Simulation again = new Simulation(bad, Rule.KEPT, true);
            Throwable violation = again.run();
            throw new AssertionError(again + "\n" + String.join("\n", again.schedule()), violation);
        });
    }

    @ParameterizedTest
    @CsvSource({
        "DOUBLES_KEPT, arrives twice or out of order",
        "ACKNOWLEDGED_BEFORE_CONSUMPTION, is acknowledged before it was consumed",
        "STALE_CONNECTION_TAKES, is acknowledged before it was consumed",
        "FOLLOW_FORGOTTEN, arrives twice in one period of interest",
        "OWED_THOUGH_ON_ITS_WAY, arrives twice in one period of interest",
        "INTEREST_LOST, knows at rest that",
        "INTEREST_TWICE, knows at rest that",
        "GAP_LOST, missing messages at rest"
    })
    void aBrokenRuleIsFoundWithinThreeThousandSeeds(Rule broken, String violation) {
        OptionalLong found = firstFailure(broken, violation, 1, 3_000);

        assertThat(found).isPresent();
        System.out.println(broken + " is found by seed " + found.getAsLong());
    }

    @Test
    void aSeedIsTheSameScheduleEachTime() {
        Simulation one = new Simulation(4711, Rule.KEPT, true);
        Simulation other = new Simulation(4711, Rule.KEPT, true);
        assertThat(one.run()).isNull();
        assertThat(other.run()).isNull();

        assertThat(one.schedule()).hasSizeGreaterThan(50).isEqualTo(other.schedule());
    }

    /** The first seed that violates something whose description contains this. */
    private static OptionalLong firstFailure(Rule rule, String violation, long first, long count) {
        return LongStream.range(first, first + count)
                .parallel()
                .filter(seed -> {
                    Throwable failure = new Simulation(seed, rule, false).run();
                    return failure != null
                            && String.valueOf(failure.getMessage()).contains(violation);
                })
                .findFirst();
    }
}
