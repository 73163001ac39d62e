package com.atomiton.events.autoconfigure;

import com.atomiton.events.EventBusException;
import org.jspecify.annotations.Nullable;

/** {@code atomiton.events.codec} asks for a codec whose library is not on the class path. */
public class MissingCodecException extends EventBusException {

    private static final long serialVersionUID = 1L;

    private final String codec;
    private final String library;

    MissingCodecException(String codec, String library, @Nullable Throwable cause) {
        super("'atomiton.events.codec' is " + codec + ", but " + library + " is not on the class path", cause);
        this.codec = codec;
        this.library = library;
    }

    /** The codec, as in the property. */
    public String codec() {
        return codec;
    }

    /** What is missing, as {@code groupId:artifactId}. */
    public String library() {
        return library;
    }
}
