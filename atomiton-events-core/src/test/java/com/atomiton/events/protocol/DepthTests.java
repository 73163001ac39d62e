package com.atomiton.events.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DepthTests {

    @Test
    void whatNoHandlerWaitsForTravelsWithoutTheHeader() {
        assertThat(Depth.header(0)).isEmpty();
        assertThat(Depth.of(Map.of())).isZero();
        assertThat(Depth.of(Depth.header(3))).isEqualTo(3);
    }

    @ParameterizedTest
    @CsvSource({"15, 15", "16, 16", "17, 16", "99999999999999999999, 16", "-1, 0", "'', 0", "x, 0", "1.5, 0"})
    void aPeerCannotMakeMoreDepthsThanThereAre(String written, int read) {
        assertThat(Depth.of(Map.of(Depth.HEADER, written))).isEqualTo(read);
    }
}
