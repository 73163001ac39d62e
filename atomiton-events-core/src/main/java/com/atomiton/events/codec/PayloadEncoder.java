package com.atomiton.events.codec;

import java.lang.reflect.Type;
import tools.jackson.core.JsonEncoding;
import tools.jackson.core.TokenStreamContext;
import tools.jackson.core.TokenStreamFactory;
import tools.jackson.core.exc.StreamWriteException;
import tools.jackson.databind.ObjectMapper;

/**
 * Writes one payload after the other with one generator: to make a generator costs as much as to write a small payload.
 * Used by one thread at a time, and no more after a failure, which may have left the generator in the middle of a payload.
 */
final class PayloadEncoder {

    private final PayloadWriter writer;
    private final LimitedOutput output;
    private final StrictTextGenerator generator;
    private boolean reusable;

    PayloadEncoder(ObjectMapper mapper, TokenStreamFactory factory, PayloadWriter writer, int maxBytes) {
        this.writer = writer;
        this.output = new LimitedOutput(maxBytes);
        this.generator = new StrictTextGenerator(
                factory.createGenerator(mapper._serializationContext(), output, JsonEncoding.UTF8),
                mapper::_serializationContext);
    }

    /** Writes a payload behind the bytes of its head. */
    byte[] encode(byte[] head, Object payload, Type type) {
        output.begin(head);
        int before = context().getEntryCount();
        writer.write(generator, payload, type);
        generator.forgetPayload();
        reusable = context().inRoot() && !generator.isAltered();
        if (reusable) {
            generator.flush();
        } else {
            generator.close();
        }
        if (context().getEntryCount() - before > 1) {
            throw new StreamWriteException(generator, "a serializer has written more than one value");
        }
        return output.take();
    }

    /** {@code false} if a serializer has changed the generator's settings, or left an array or an object open. */
    boolean isReusable() {
        return reusable;
    }

    /** Where it is in the payload. */
    TokenStreamContext context() {
        return generator.streamWriteContext();
    }
}
