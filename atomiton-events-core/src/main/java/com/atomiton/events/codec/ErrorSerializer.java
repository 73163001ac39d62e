package com.atomiton.events.codec;

import com.atomiton.events.Failures;
import com.atomiton.events.RemoteEventException;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.SerializationContext;
import tools.jackson.databind.jsontype.TypeSerializer;
import tools.jackson.databind.ser.std.StdSerializer;

/** Writes an error with its tag and its causes, as many of them as fit into the depth that a payload may have. */
final class ErrorSerializer extends StdSerializer<Throwable> {

    private static final int MAX_ERRORS = 16;
    private static final int MAX_DEPTH_FOR_CAUSE = WireSettings.MAX_DEPTH - 8;

    private final boolean stackTraces;

    ErrorSerializer(boolean stackTraces) {
        super(Throwable.class);
        this.stackTraces = stackTraces;
    }

    @Override
    public void serialize(Throwable error, JsonGenerator generator, SerializationContext context) {
        write(error, generator, context, Collections.newSetFromMap(new IdentityHashMap<>()));
    }

    @Override
    public void serializeWithType(
            Throwable error, JsonGenerator generator, SerializationContext context, TypeSerializer typeSerializer) {
        serialize(error, generator, context);
    }

    private void write(Throwable error, JsonGenerator generator, SerializationContext context, Set<Throwable> written) {
        written.add(error);
        @Nullable String message = Failures.message(error);
        @Nullable
        String stack = error instanceof RemoteEventException remote ? remote.remoteStack() : StackText.of(error);
        generator.writeStartObject();
        generator.writeStringProperty(WireTags.TYPE, WireTags.ERROR);
        generator.writeStringProperty(WireTags.MESSAGE, message == null ? "" : message);
        if (stackTraces && stack != null) {
            generator.writeStringProperty(WireTags.STACK, stack);
        }
        generator.writeStringProperty(WireTags.ERROR_TYPE, type(error));
        writeCause(Failures.cause(error), generator, context, written);
        if (error instanceof RemoteEventException remote && !remote.data().isEmpty()) {
            context.defaultSerializeProperty(WireTags.DATA, remote.data(), generator);
        }
        generator.writeEndObject();
    }

    private static String type(Throwable error) {
        return error instanceof RemoteEventException remote
                ? remote.remoteType()
                : error.getClass().getName();
    }

    private void writeCause(
            @Nullable Throwable cause, JsonGenerator generator, SerializationContext context, Set<Throwable> written) {
        if (cause == null
                || written.contains(cause)
                || written.size() == MAX_ERRORS
                || generator.streamWriteContext().getNestingDepth() >= MAX_DEPTH_FOR_CAUSE) {
            return;
        }
        generator.writeName(WireTags.CAUSE);
        write(cause, generator, context, written);
    }
}
