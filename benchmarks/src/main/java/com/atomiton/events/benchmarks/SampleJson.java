package com.atomiton.events.benchmarks;

import java.io.InputStream;
import tools.jackson.databind.ObjectReader;
import tools.jackson.databind.ObjectWriter;
import tools.jackson.databind.json.JsonMapper;

/** The event as JSON by Jackson, for peers that carry bytes. */
public final class SampleJson {

    private static final ObjectWriter WRITER = JsonMapper.shared().writerFor(Sample.class);
    private static final ObjectReader READER = JsonMapper.shared().readerFor(Sample.class);

    private SampleJson() {}

    /** The event as UTF-8. */
    public static byte[] encode(Sample sample) {
        return WRITER.writeValueAsBytes(sample);
    }

    /** What {@link #encode} made of it. */
    public static Sample decode(byte[] bytes) {
        return READER.readValue(bytes);
    }

    /** What {@link #encode} made of it, from a stream that ends behind it. */
    public static Sample decode(InputStream bytes) {
        return READER.readValue(bytes);
    }
}
