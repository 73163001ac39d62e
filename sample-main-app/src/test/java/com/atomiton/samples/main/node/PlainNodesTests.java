package com.atomiton.samples.main.node;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** {@code edit-fields}, {@code delay} and {@code fail}. */
class PlainNodesTests {

    @Test
    void editFieldsSetsFieldsOfAMapOrOfEachRow() {
        EditFieldsNode edit = new EditFieldsNode();
        Map<String, Object> set = Map.of("values", Map.of("b", "{{ 1 + 1 }}"), "keepInput", true);

        assertThat(edit.run(TestNode.with(Map.of("values", Map.of("b", 2)), Map.of("a", 1))))
                .isEqualTo(Map.of("b", 2));
        assertThat(edit.run(TestNode.with(set, Map.of("a", 1, "b", 1)))).isEqualTo(Map.of("a", 1, "b", 2));
        assertThat(edit.run(TestNode.with(set, List.of(Map.of("a", 1)))))
                .isEqualTo(new Table(List.of("a", "b"), List.of(Map.of("a", 1, "b", 2))));
    }

    @Test
    void delayPausesInStepsAndGivesItsInputOn() throws InterruptedException {
        DelayNode delay = new DelayNode();
        delay.setFactor(0.5);
        TestNode node = TestNode.with(Map.of("duration", "4s"), "input");

        assertThat(delay.run(node)).isEqualTo("input");
        assertThat(node.paused).isEqualTo(Duration.ofSeconds(2));
        assertThat(node.progress).hasSize(20).endsWith(1.0);
    }

    @Test
    void aDurationMustBeOne() {
        assertThatExceptionOfType(ParameterException.class)
                .isThrownBy(() -> new DelayNode().run(TestNode.with(Map.of("duration", "soon"), null)))
                .withMessage("parameter 'duration' is 'soon'; it must be a duration such as 500ms or 30s");
    }

    @Test
    void failFails() {
        assertThatIllegalStateException()
                .isThrownBy(() -> new FailNode().run(TestNode.with(Map.of("message", "no {{ 'luck' }}"), null)))
                .withMessage("no luck");
    }
}
