package com.atomiton.events.autoconfigure;

import com.atomiton.events.codec.CodecOptions;
import com.atomiton.events.codec.EventCodec;
import com.atomiton.events.codec.JacksonEventCodecs;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/** Makes the codecs that {@code atomiton.events.codec} asks for, with the application's mapper. */
final class CodecFactory {

    private CodecFactory() {}

    /**
     * The application's own codecs first, then ours; of two with one name, the bus uses the first.
     *
     * @param mapper the application's; without one the codecs are made when they are first used, since Jackson has not
     *     been loaded yet and a plain mapper gives no error that the start would have to show
     */
    static List<EventCodec> codecs(
            Stream<EventCodec> own, @Nullable JsonMapper mapper, ConductorProperties properties) {
        CodecOptions options = CodecOptions.defaults()
                .withMaxBytes((int) properties.getMaxFrameSize().toBytes());
        return Stream.concat(own, ours(properties.getCodec(), mapper, options).stream())
                .toList();
    }

    private static List<EventCodec> ours(CodecChoice choice, @Nullable JsonMapper mapper, CodecOptions options) {
        return switch (choice) {
            case AUTO ->
                mapper == null ? JacksonEventCodecs.available(options) : JacksonEventCodecs.available(mapper, options);
            case JSON -> List.of(json(mapper, options));
            case CBOR -> List.of(cbor(mapper, options), json(mapper, options));
        };
    }

    private static EventCodec json(@Nullable JsonMapper mapper, CodecOptions options) {
        return mapper == null ? JacksonEventCodecs.json(options) : JacksonEventCodecs.json(mapper, options);
    }

    private static EventCodec cbor(@Nullable JsonMapper mapper, CodecOptions options) {
        try {
            return mapper == null ? JacksonEventCodecs.cbor(options) : JacksonEventCodecs.cbor(mapper, options);
        } catch (NoClassDefFoundError missing) {
            throw new MissingCodecException("cbor", "tools.jackson.dataformat:jackson-dataformat-cbor", missing);
        }
    }
}
