package com.atomiton.events.benchmarks.rsocket;

import com.atomiton.events.benchmarks.Sample;
import com.atomiton.events.benchmarks.SampleJson;
import io.netty.buffer.ByteBufInputStream;
import io.rsocket.Payload;
import io.rsocket.util.ByteBufPayload;

/** Payloads with an event as JSON. */
final class Payloads {

    private Payloads() {}

    static Payload encode(Sample sample) {
        return ByteBufPayload.create(SampleJson.encode(sample));
    }

    /** Releases it. */
    static Sample decode(Payload payload) {
        try {
            return SampleJson.decode(new ByteBufInputStream(payload.sliceData()));
        } finally {
            payload.release();
        }
    }
}
