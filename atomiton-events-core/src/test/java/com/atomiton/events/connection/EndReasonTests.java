package com.atomiton.events.connection;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.api.Test;

class EndReasonTests {

    @Test
    void whatTheReasonSaysAlreadyIsNotSaidTwice() {
        assertThat(EndReason.of("frame of 9 bytes", new IOException("frame of 9 bytes")))
                .isEqualTo("frame of 9 bytes");
        assertThat(EndReason.of("It broke: frame of 9 bytes", new IOException("frame of 9 bytes")))
                .isEqualTo("It broke: frame of 9 bytes");
        assertThat(EndReason.of("Reading failed", new IOException("reset\nby peer")))
                .isEqualTo("Reading failed: reset\\u000Aby peer");
        assertThat(EndReason.of("Reading failed", new IOException())).isEqualTo("Reading failed");
        assertThat(EndReason.of("main stops", null)).isEqualTo("main stops");
    }
}
