package com.atomiton.events.test;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the pages say of the code is there. */
class DocumentationTests {

    private static final Path ROOT = Path.of("..");

    /** As in `OverflowTests.aBlockedEmitThrowsWhenItsTimeIsOver`. */
    private static final Pattern TEST = Pattern.compile("`(\\w+(?:Tests|Contract|Soak))\\.(\\w+)`");

    private static final Pattern LINK = Pattern.compile("\\]\\((?!https?:|#)([^)#]+)(?:#[^)]*)?\\)");

    /** Compiled there with nothing but the starter on the class path. */
    @ParameterizedTest
    @ValueSource(strings = {"README.md", "docs/getting-started.md", "docs/migration.md", "docs/reference.md"})
    void everyJavaBlockOfAPageForUsersCompilesWithTheStarterAlone(String page) {
        String examples = DocPage.sourcesBelow("atomiton-events-spring-boot-starter/src/test/java");

        assertThat(DocPage.of(page).javaBlocks())
                .hasSizeGreaterThan(1)
                .allSatisfy(block -> assertThat(examples).contains(block));
    }

    @ParameterizedTest
    @ValueSource(strings = {"docs/guarantees.md", "docs/security.md"})
    void everyPromiseNamesATestThatThereIs(String page) throws IOException {
        Map<String, String> sources = testSources();

        assertThat(TEST.matcher(DocPage.of(page).text()).results())
                .hasSizeGreaterThan(20)
                .allSatisfy((MatchResult test) -> assertThat(sources)
                        .extractingByKey(test.group(1))
                        .asString()
                        .contains(" " + test.group(2) + "("));
    }

    @Test
    void everyAttackOfTheListHasItsTestOrItsReason() {
        List<String> rows = DocPage.of("docs/security.md")
                .text()
                .lines()
                .filter(line -> line.matches("\\| S\\d+ .*"))
                .collect(Collectors.toList());

        assertThat(rows)
                .extracting(row -> row.substring(2, row.indexOf(' ', 2)))
                .containsExactlyElementsOf(
                        IntStream.rangeClosed(1, 16).mapToObj(i -> "S" + i).collect(Collectors.toList()));
        assertThat(rows).allSatisfy(row -> assertThat(row).containsPattern(TEST));
    }

    private static Map<String, String> testSources() throws IOException {
        try (Stream<Path> files = Files.walk(ROOT, 20)) {
            Map<String, String> sources = new TreeMap<>();
            for (Path file : files.filter(file -> file.toString().contains("/src/test/java/"))
                    .filter(file -> file.toString().endsWith(".java"))
                    .collect(Collectors.toList())) {
                String name = file.getFileName().toString();
                sources.put(name.substring(0, name.length() - ".java".length()), Files.readString(file));
            }
            return sources;
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "README.md",
                "CONTRIBUTING.md",
                "docs/getting-started.md",
                "docs/reference.md",
                "docs/comparison.md",
                "docs/guarantees.md",
                "docs/machines.md",
                "docs/migration.md",
                "docs/properties.md",
                "docs/scale.md",
                "docs/security.md",
                "docs/troubleshooting.md"
            })
    void everyLinkToAFileOfThisRepositoryLeadsToOne(String page) {
        Path directory = ROOT.resolve(page).getParent();

        assertThat(LINK.matcher(DocPage.of(page).text()).results())
                .isNotEmpty()
                .allSatisfy((MatchResult link) ->
                        assertThat(directory.resolve(link.group(1))).exists());
    }
}
