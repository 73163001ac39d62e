package com.atomiton.events.codec;

import org.jspecify.annotations.Nullable;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.exc.StreamReadException;
import tools.jackson.core.io.IOContext;
import tools.jackson.core.json.UTF8StreamJsonParser;
import tools.jackson.core.sym.ByteQuadsCanonicalizer;

/**
 * Reads JSON as {@link StrictTextParser} and Jackson's detector of duplicates do together, for less: it refuses text and
 * property names that hold half a surrogate pair, a name that an object has twice, and UTF-8 that is longer than it need
 * be.
 */
final class StrictJsonParser extends UTF8StreamJsonParser {

    private static final int DUPLICATES = StreamReadFeature.STRICT_DUPLICATE_DETECTION.getMask();

    /** There is nothing that could be half a surrogate pair. */
    private final boolean plain;

    StrictJsonParser(
            ObjectReadContext readContext,
            IOContext ioContext,
            int streamFeatures,
            int jsonFeatures,
            ByteQuadsCanonicalizer names,
            byte[] bytes,
            int offset,
            int length) {
        super(
                readContext,
                ioContext,
                streamFeatures & ~DUPLICATES,
                jsonFeatures,
                null,
                names,
                bytes,
                offset,
                offset + length,
                0,
                false);
        plain = PlainText.isAll(bytes, offset, length);
        if (!plain && !Utf8.isShortest(bytes, offset, length)) {
            throw new StreamReadException(this, "a character is not in its shortest form in UTF-8");
        }
        _streamReadContext = StrictReadContext.root(this);
    }

    @Override
    public @Nullable String getString() {
        return requireWellFormed(super.getString());
    }

    @Override
    public @Nullable String getValueAsString() {
        return requireWellFormed(super.getValueAsString());
    }

    @Override
    public @Nullable String getValueAsString(@Nullable String defaultValue) {
        return requireWellFormed(super.getValueAsString(defaultValue));
    }

    @Nullable
    String requireWellFormed(@Nullable String text) {
        if (!plain && !Surrogates.isWellFormed(text)) {
            throw new StreamReadException(this, "the text has half a surrogate pair");
        }
        return text;
    }
}
