package com.atomiton.events.codec;

import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.StreamWriteFeature;
import tools.jackson.core.exc.StreamWriteException;
import tools.jackson.core.io.CharacterEscapes;
import tools.jackson.core.util.JsonGeneratorDelegate;

/** Refuses text and property names that hold half a surrogate pair. Writes one payload after the other. */
final class StrictTextGenerator extends JsonGeneratorDelegate {

    private final Supplier<ObjectWriteContext> contexts;

    /** What serializers that write objects by this generator share, such as the ids of objects: for one payload each. */
    private @Nullable ObjectWriteContext context;

    private boolean altered;

    StrictTextGenerator(JsonGenerator generator, Supplier<ObjectWriteContext> contexts) {
        super(generator, false);
        this.contexts = contexts;
    }

    /** A payload is written: nothing of it may be held, or be known to the next. */
    void forgetPayload() {
        context = null;
    }

    /** Whether something was set that would outlast the payload. */
    boolean isAltered() {
        return altered;
    }

    @Override
    public ObjectWriteContext objectWriteContext() {
        ObjectWriteContext current = context;
        if (current == null) {
            current = contexts.get();
            context = current;
        }
        return current;
    }

    @Override
    public JsonGenerator configure(StreamWriteFeature feature, boolean state) {
        altered = true;
        return super.configure(feature, state);
    }

    @Override
    public JsonGenerator setCharacterEscapes(CharacterEscapes escapes) {
        altered = true;
        return super.setCharacterEscapes(escapes);
    }

    @Override
    public JsonGenerator writeName(String name) {
        check(name);
        return super.writeName(name);
    }

    @Override
    public JsonGenerator writeString(@Nullable String text) {
        check(text);
        return super.writeString(text);
    }

    @Override
    public JsonGenerator writeString(char[] text, int offset, int length) {
        check(new String(text, offset, length));
        return super.writeString(text, offset, length);
    }

    @Override
    public JsonGenerator writeArray(String[] texts, int offset, int length) {
        for (int i = offset; i < offset + length; i++) {
            check(texts[i]);
        }
        return super.writeArray(texts, offset, length);
    }

    private void check(@Nullable String text) {
        if (!Surrogates.isWellFormed(text)) {
            throw new StreamWriteException(this, "the text has half a surrogate pair");
        }
    }
}
