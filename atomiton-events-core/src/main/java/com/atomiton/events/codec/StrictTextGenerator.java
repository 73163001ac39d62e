package com.atomiton.events.codec;

import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.exc.StreamWriteException;
import tools.jackson.core.util.JsonGeneratorDelegate;

/** Refuses text and property names that hold half a surrogate pair. */
final class StrictTextGenerator extends JsonGeneratorDelegate {

    StrictTextGenerator(JsonGenerator generator) {
        super(generator, false);
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
