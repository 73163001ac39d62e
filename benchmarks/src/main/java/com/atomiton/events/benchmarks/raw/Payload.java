package com.atomiton.events.benchmarks.raw;

import com.atomiton.events.benchmarks.Sample;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.StreamWriteFeature;
import tools.jackson.databind.ObjectReader;
import tools.jackson.databind.ObjectWriter;
import tools.jackson.databind.json.JsonMapper;

/** What is in a frame. Used by one thread in each direction. */
interface Payload {

    void write(Sample sample, OutputStream target);

    /** What a handler is given: {@code null} if it gets no object. */
    @Nullable
    Sample read(byte[] bytes, int offset, int length);

    /** The right number of bytes, made once for each sample and never looked at. */
    static Payload bytes() {
        return new Payload() {

            private @Nullable Sample last;
            private byte[] lastBytes = {};

            @Override
            @SuppressWarnings("ReferenceEquality") // it is a cache for the stream's one sample
            public void write(Sample sample, OutputStream target) {
                if (sample != last) {
                    last = sample;
                    lastBytes = JsonMapper.shared().writeValueAsBytes(sample);
                }
                try {
                    target.write(lastBytes);
                } catch (IOException impossible) {
                    throw new UncheckedIOException(impossible);
                }
            }

            @Override
            public @Nullable Sample read(byte[] bytes, int offset, int length) {
                return null;
            }
        };
    }

    /** JSON by Jackson, as fast as it is without tricks. */
    static Payload json() {
        JsonMapper mapper = JsonMapper.builder()
                .disable(StreamWriteFeature.AUTO_CLOSE_TARGET)
                .build();
        ObjectWriter writer = mapper.writerFor(Sample.class);
        ObjectReader reader = mapper.readerFor(Sample.class);
        return new Payload() {
            @Override
            public void write(Sample sample, OutputStream target) {
                writer.writeValue(target, sample);
            }

            @Override
            public Sample read(byte[] bytes, int offset, int length) {
                return reader.readValue(bytes, offset, length);
            }
        };
    }
}
