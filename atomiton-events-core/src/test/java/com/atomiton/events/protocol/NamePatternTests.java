package com.atomiton.events.protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.time.Duration;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NamePatternTests {

    @ParameterizedTest
    @CsvSource({
        "conductor:progress, conductor:progress, true",
        "conductor:progress, conductor:progres, false",
        "conductor.progress, conductor:progress, false",
        "conductor:*, conductor:progress, true",
        "conductor:*, conductor:, true",
        "conductor:*, conductor, false",
        "conductor:*, conductor:progress:node, false",
        "*:progress, conductor:progress, true",
        "*, conductor, true",
        "*, conductor:progress, false",
        "con*ss, condress, true",
        "con*ss, con:ss, false",
        "**, conductor:progress:node, true",
        "conductor:**, conductor:progress:node, true",
        "conductor**, conductor, true",
        "**:node, conductor:progress:node, true",
        "a:***, a:b:c, true",
        "*:*, a:b:c, false",
        "*:**, a:b:c, true"
    })
    void aStarStaysWithinASegmentTwoDoNot(String pattern, String name, boolean matches) {
        assertThat(NamePattern.of(pattern).matches(name)).isEqualTo(matches);
    }

    @Property(tries = 2_000)
    void matchesWhatTheRegularExpressionMatches(@ForAll("patterns") String pattern, @ForAll("names") String name) {
        String regex = pattern.replaceAll("\\*{2,}", "\0").replace("*", "[^:]*").replace("\0", ".*");

        assertThat(NamePattern.of(pattern).matches(name))
                .isEqualTo(Pattern.compile(regex).matcher(name).matches());
    }

    @Provide
    Arbitrary<String> patterns() {
        return Arbitraries.strings().withChars("aab:**").ofMinLength(1).ofMaxLength(8);
    }

    @Provide
    Arbitrary<String> names() {
        return Arbitraries.strings().withChars("aab:").ofMinLength(1).ofMaxLength(8);
    }

    @ParameterizedTest
    @ValueSource(strings = {"*a", "**a", "*a*", "**:", "a*a"})
    void noPatternTakesForEver(String repeated) {
        NamePattern pattern = NamePattern.of(repeated.repeat(190 / repeated.length()) + "b");
        String name = "a".repeat(200);

        boolean matches = assertTimeoutPreemptively(Duration.ofSeconds(5), () -> pattern.matches(name));

        assertThat(matches).isFalse();
    }

    /** As many as a peer may listen to; they are matched on the thread that reads all connections. */
    @Test
    void aThousandHostilePatternsHoldUpNoThread() {
        NamePattern pattern = NamePattern.of("*a".repeat(97) + "10000");
        String name = "application:" + "a".repeat(80) + ":state";

        long matches = assertTimeoutPreemptively(
                Duration.ofSeconds(6),
                () -> IntStream.range(0, 300 * 1_000)
                        .filter(i -> pattern.matches(name))
                        .count());

        assertThat(matches).isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "a b", "a\n", "ä", "a,b", "[a-z]", "a?"})
    void whatIsNoPatternIsRefused(String text) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> NamePattern.of(text))
                .withMessageStartingWith("'pattern' must match [A-Za-z0-9._:*-]{1,200}, but was ");
    }

    @Test
    void twoHundredCharactersAreTheMost() {
        assertThat(NamePattern.of("*".repeat(200)).matches("a")).isTrue();
        assertThatIllegalArgumentException().isThrownBy(() -> NamePattern.of("*".repeat(201)));
    }

    @Test
    void patternsThatMeanTheSameAreEqual() {
        assertThat(NamePattern.of("a:***")).isEqualTo(NamePattern.of("a:**")).isNotEqualTo(NamePattern.of("a:*"));
        assertThat(NamePattern.of("a:***")).hasSameHashCodeAs(NamePattern.of("a:**"));
        assertThat(NamePattern.isPattern("a:b")).isFalse();
        assertThat(NamePattern.isPattern("a:*")).isTrue();
    }
}
