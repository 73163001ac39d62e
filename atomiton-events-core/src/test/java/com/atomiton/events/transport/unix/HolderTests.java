package com.atomiton.events.transport.unix;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HolderTests {

    @Test
    void whatThisProcessWritesIsReadAsThisProcess() {
        assertThat(Holder.of(Holder.own())).isEqualTo(Holder.self());
        assertThat(Holder.self().isCurrent()).isTrue();
    }

    @Test
    void anIdOfAnotherNamespaceMeansNothingHere() {
        Holder holder = Holder.of(ProcessHandle.current().pid() + " pid:[1]");

        assertThat(holder.id()).isEmpty();
        assertThat(holder.isCurrent()).isTrue();
        assertThat(holder.described()).contains("another PID namespace");
    }

    @Test
    void anEarlierVersionWritesTheIdAlone() {
        assertThat(Holder.of("27951").id()).isEqualTo(OptionalLong.of(27951));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "\0\0", "x", "1234567890123456789", "7 a b"})
    void whatSaysNothingIsUnknown(String written) {
        assertThat(Holder.of(written)).isEqualTo(Holder.UNKNOWN);
        assertThat(Holder.of(written).isCurrent()).isFalse();
    }
}
