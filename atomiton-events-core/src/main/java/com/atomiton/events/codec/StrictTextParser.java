package com.atomiton.events.codec;

import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;
import tools.jackson.core.exc.StreamReadException;
import tools.jackson.core.util.JsonParserDelegate;

/** Refuses text and property names that hold half a surrogate pair. */
final class StrictTextParser extends JsonParserDelegate {

    StrictTextParser(JsonParser parser) {
        super(parser);
    }

    @Override
    public @Nullable String getString() {
        return checked(super.getString());
    }

    @Override
    public @Nullable String getValueAsString() {
        return checked(super.getValueAsString());
    }

    @Override
    public @Nullable String getValueAsString(@Nullable String defaultValue) {
        return checked(super.getValueAsString(defaultValue));
    }

    @Override
    public @Nullable String currentName() {
        return checked(super.currentName());
    }

    @Override
    public @Nullable String nextName() {
        return checked(super.nextName());
    }

    private @Nullable String checked(@Nullable String text) {
        if (!Surrogates.isWellFormed(text)) {
            throw new StreamReadException(this, "the text has half a surrogate pair");
        }
        return text;
    }
}
