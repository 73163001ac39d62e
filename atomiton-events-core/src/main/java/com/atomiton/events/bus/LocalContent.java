package com.atomiton.events.bus;

import com.atomiton.events.codec.EventCodec;
import com.atomiton.events.observation.PassedMessage.Content;
import org.jspecify.annotations.Nullable;

/** A payload of this process that is not encoded: whoever wants to see it has it encoded, as it may change later. */
record LocalContent(EventCodec json, Object payload) implements Content {

    @Override
    public int size() {
        return kept().size();
    }

    @Override
    public @Nullable Object values() {
        return kept().values();
    }

    @Override
    public Content kept() {
        try {
            byte[] bytes = json.encode(payload, Object.class);
            return new EncodedContent(new EncodedPayload(json, bytes, 0, bytes.length));
        } catch (RuntimeException | Error unwritable) {
            return Content.NONE;
        }
    }
}
