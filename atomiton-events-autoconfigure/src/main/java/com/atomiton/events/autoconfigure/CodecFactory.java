package com.atomiton.events.autoconfigure;

import com.atomiton.events.codec.CodecOptions;
import com.atomiton.events.codec.EventCodec;
import com.atomiton.events.codec.JacksonEventCodecs;
import java.util.List;
import java.util.stream.Stream;
import tools.jackson.databind.json.JsonMapper;

/** Makes the codecs that {@code atomiton.events.codec} asks for, with the application's mapper. */
final class CodecFactory {

    private CodecFactory() {}

    /** The application's own codecs first, then ours; of two with one name, the bus uses the first. */
    static List<EventCodec> codecs(Stream<EventCodec> own, JsonMapper mapper, ConductorProperties properties) {
        CodecOptions options = CodecOptions.defaults()
                .withMaxBytes((int) properties.getMaxFrameSize().toBytes());
        return Stream.concat(own, ours(properties.getCodec(), mapper, options).stream())
                .toList();
    }

    private static List<EventCodec> ours(CodecChoice choice, JsonMapper mapper, CodecOptions options) {
        return switch (choice) {
            case AUTO -> JacksonEventCodecs.available(mapper, options);
            case JSON -> List.of(JacksonEventCodecs.json(mapper, options));
            case CBOR -> List.of(cbor(mapper, options), JacksonEventCodecs.json(mapper, options));
        };
    }

    private static EventCodec cbor(JsonMapper mapper, CodecOptions options) {
        try {
            return JacksonEventCodecs.cbor(mapper, options);
        } catch (NoClassDefFoundError missing) {
            throw new MissingCodecException("cbor", "tools.jackson.dataformat:jackson-dataformat-cbor", missing);
        }
    }
}
