package com.atomiton.events.autoconfigure.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import com.atomiton.events.session.DropReason;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.Tag;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** The meters there are, and docs/reference.md, which lists them. */
class MeterTableTests {

    /** {@code | `name` | kind | `tag`, … | unit | meaning |} */
    private static final Pattern ROW =
            Pattern.compile("(?m)^\\| `(atomiton\\.events\\.[a-z.]+)` \\| (\\w+) \\| (.*?) ?\\| (\\w*) ?\\| (.+) \\|$");

    private static final Pattern CODE = Pattern.compile("`([^`]+)`");

    private record Row(String name, String kind, Set<String> tags, String unit, String meaning) {}

    @Test
    void theTableOfTheReferenceListsEachMeterWithItsTagsUnitAndDescription() throws IOException {
        SimpleMeterRegistry registry = new SimpleMeterRegistry();
        MeterNames.registerAll(registry);
        Set<Row> meters =
                registry.getMeters().stream().map(MeterTableTests::row).collect(Collectors.toSet());

        String page = Files.readString(Path.of("../docs/reference.md"));
        List<Row> rows = ROW.matcher(page).results().map(MeterTableTests::row).toList();

        assertThat(rows).containsExactlyInAnyOrderElementsOf(meters);
        assertThat(rows)
                .extracting(Row::name)
                .contains(
                        "atomiton.events.emitted",
                        "atomiton.events.received",
                        "atomiton.events.handled",
                        "atomiton.events.request",
                        "atomiton.events.dropped",
                        "atomiton.events.outbound.events",
                        "atomiton.events.outbound.bytes",
                        "atomiton.events.unacknowledged",
                        "atomiton.events.reconnects",
                        "atomiton.events.peers",
                        "atomiton.events.dead.letters");
    }

    private static Row row(Meter meter) {
        Set<String> tags = meter.getId().getTags().stream()
                .map(Tag::getKey)
                .filter(key -> !key.equals("role"))
                .collect(Collectors.toCollection(TreeSet::new));
        assertThat(meter.getId().getTag("role")).isEqualTo("main");
        return new Row(
                meter.getId().getName(),
                meter.getId().getType().name().toLowerCase(Locale.ROOT),
                tags,
                text(meter.getId().getBaseUnit()),
                text(meter.getId().getDescription()));
    }

    private static Row row(MatchResult match) {
        Set<String> tags = CODE.matcher(match.group(3))
                .results()
                .map(tag -> tag.group(1))
                .collect(Collectors.toCollection(TreeSet::new));
        return new Row(match.group(1), match.group(2), tags, match.group(4), match.group(5));
    }

    private static String text(@Nullable String text) {
        return text == null ? "" : text;
    }

    @Test
    void everyReasonToDropIsExplained() throws IOException {
        String page = Files.readString(Path.of("../docs/reference.md"));
        assertThat(Arrays.stream(DropReason.values()).map(DropReason::label))
                .allSatisfy(reason -> assertThat(page).contains("\n| `" + reason + "` | "));
    }
}
