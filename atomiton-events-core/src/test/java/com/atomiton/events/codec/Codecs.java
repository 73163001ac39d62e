package com.atomiton.events.codec;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.lang.reflect.Type;
import java.util.List;
import org.springframework.core.ParameterizedTypeReference;
import tools.jackson.databind.json.JsonMapper;

/** What the codec tests share. */
final class Codecs {

    static final EventCodec JSON = JacksonEventCodecs.json();
    static final EventCodec CBOR = JacksonEventCodecs.cbor(JsonMapper.builder().build(), CodecOptions.defaults());
    static final List<EventCodec> BOTH = List.of(JSON, CBOR);

    private Codecs() {}

    static String json(Object payload) {
        return new String(JSON.encode(payload, Object.class), UTF_8);
    }

    static Object read(String json, Type type) {
        byte[] bytes = json.getBytes(UTF_8);
        return JSON.decode(bytes, 0, bytes.length, type);
    }

    static <T> T read(String json, Class<T> type) {
        return type.cast(read(json, (Type) type));
    }

    static Object untyped(String json) {
        return read(json, Object.class);
    }

    static <T> Object roundTrip(EventCodec codec, T payload, ParameterizedTypeReference<T> type) {
        return roundTrip(codec, payload, type.getType());
    }

    /** Not at the start of the array, as in a frame. */
    static Object roundTrip(EventCodec codec, Object payload, Type type) {
        byte[] bytes = codec.encode(payload, type);
        byte[] frame = new byte[bytes.length + 12];
        System.arraycopy(bytes, 0, frame, 7, bytes.length);
        return codec.decode(frame, 7, bytes.length, type);
    }
}
