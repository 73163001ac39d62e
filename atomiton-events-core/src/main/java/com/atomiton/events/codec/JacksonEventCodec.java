package com.atomiton.events.codec;

import java.lang.reflect.Type;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;
import tools.jackson.core.TokenStreamFactory;
import tools.jackson.databind.ObjectMapper;
import tools.jackson.databind.deser.DeserializationContextExt;

/**
 * Payloads in any format that Jackson has, in the forms that {@code package-info} describes. It works on a copy of the
 * mapper that it is given: modules, naming and inclusion rules stay, the settings that both ends must share are set.
 *
 * <p>Besides {@link com.atomiton.events.EventSerializationException} its methods throw
 * {@link com.atomiton.events.EventContractException} for a type that cannot travel at all: a sealed type of which two
 * permitted classes have the same name, or one whose annotations would put class names on the wire.
 */
public final class JacksonEventCodec implements EventCodec {

    private static final byte[] NO_HEAD = {};

    private final String name;
    private final ObjectMapper mapper;
    private final TokenStreamFactory factory;
    private final int maxBytes;
    private final PayloadWriter writer;
    private final AtomicReference<@Nullable PayloadEncoder> idle = new AtomicReference<>();
    private final PayloadReader reader;

    /** With stack traces and the default limit. */
    public JacksonEventCodec(String name, ObjectMapper mapper) {
        this(name, mapper, CodecOptions.defaults());
    }

    /** Under a name that the other end must know as the same format. */
    public JacksonEventCodec(String name, ObjectMapper mapper, CodecOptions options) {
        this.name = name;
        this.mapper = WireSettings.apply(mapper, options);
        this.factory = WireSettings.limited(this.mapper, options);
        this.maxBytes = options.maxBytes();
        this.writer = new PayloadWriter(this.mapper);
        this.reader = new PayloadReader(this.mapper, factory);
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public byte[] encode(Object payload, Type type) {
        return encode(NO_HEAD, payload, type);
    }

    /**
     * Writes a payload. The declared type is used where it says more than the payload's class: where it is generic, an
     * array, or sealed, so that the elements of a {@code List<Shape>} get the names of their variants.
     */
    @Override
    public byte[] encode(byte[] head, Object payload, Type type) {
        @Nullable PayloadEncoder encoder = null;
        try {
            // Whoever finds it taken, by another thread or since a serializer emits, makes one for itself.
            encoder = idle.getAndSet(null);
            if (encoder == null) {
                encoder = new PayloadEncoder(mapper, factory, writer, maxBytes);
            }
            byte[] bytes = encoder.encode(head, payload, type);
            if (encoder.isReusable()) {
                idle.setRelease(encoder);
            }
            return bytes;
        } catch (RuntimeException | StackOverflowError failed) {
            Class<?> payloadClass = payload.getClass();
            throw CodecFailures.explain(
                    "write " + payloadClass.getTypeName() + " as " + name,
                    failed,
                    encoder == null ? null : encoder.context());
        }
    }

    @Override
    public Object decode(byte[] bytes, int offset, int length, Type type) {
        @Nullable JsonParser parser = null;
        boolean awaited = LargePayloads.await(length);
        try {
            requireWithinLimit(length);
            DeserializationContextExt context = reader.context();
            parser = reader.parser(context, bytes, offset, length);
            @Nullable Object value = reader.read(parser, context, type);
            if (value == null) {
                throw new IllegalArgumentException("there is null in place of a payload");
            }
            return value;
        } catch (RuntimeException | StackOverflowError failed) {
            throw CodecFailures.explain(
                    "read " + type.getTypeName() + " from " + name,
                    failed,
                    parser == null ? null : parser.streamReadContext());
        } finally {
            if (awaited) {
                LargePayloads.ended();
            }
        }
    }

    @Override
    public Optional<EventShape> shape(Type type) {
        try {
            return Optional.of(new ShapeBuilder(mapper).build(mapper.constructType(type)));
        } catch (RuntimeException | StackOverflowError failed) {
            throw CodecFailures.explain("describe " + type.getTypeName() + " as " + name, failed, null);
        }
    }

    private void requireWithinLimit(int length) {
        if (length > maxBytes) {
            throw new IllegalArgumentException("the payload has " + length + " bytes, more than the limit of "
                    + maxBytes + " (atomiton.events.max-frame-size)");
        }
    }
}
