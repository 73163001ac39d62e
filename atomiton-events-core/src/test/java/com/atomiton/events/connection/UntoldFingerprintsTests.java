package com.atomiton.events.connection;

import static org.assertj.core.api.Assertions.assertThat;

import com.atomiton.events.codec.EventShape;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class UntoldFingerprintsTests {

    private final Map<String, String> known = new TreeMap<>();
    private int asked;

    private final UntoldFingerprints untold = new UntoldFingerprints(new LocalContract() {
        @Override
        public Map<String, String> fingerprints() {
            asked++;
            return Map.copyOf(known);
        }

        @Override
        public @Nullable EventShape shape(String event) {
            return null;
        }
    });

    private List<String> all() {
        List<String> names = new ArrayList<>();
        for (Map<String, String> part = untold.nextPart(100); !part.isEmpty(); part = untold.nextPart(100)) {
            assertThat(part).hasSizeLessThan(10);
            names.addAll(part.keySet());
        }
        return names;
    }

    @Test
    void eachIsToldOnceAndAllAreLookedThroughTwiceHoweverManyPartsTheyAre() {
        for (int i = 0; i < 10_000; i++) {
            known.put("event" + i, "0123456789abcdef");
        }

        assertThat(all()).containsExactlyInAnyOrderElementsOf(known.keySet());
        assertThat(asked).isEqualTo(2);
    }

    @Test
    void whatHasBecomeKnownSinceFollows() {
        known.put("a", "1");
        assertThat(all()).containsExactly("a");
        known.put("b", "2");

        assertThat(all()).containsExactly("b");
    }
}
