package com.atomiton.events.codec;

import static org.assertj.core.api.Assertions.assertThatCode;

import org.junit.jupiter.api.Test;

class WarmUpTests {

    /** It would only be logged, and the first connection would take longer. */
    @Test
    void whatItWritesAndReadsIsValid() {
        assertThatCode(WarmUp::warm).doesNotThrowAnyException();
    }
}
