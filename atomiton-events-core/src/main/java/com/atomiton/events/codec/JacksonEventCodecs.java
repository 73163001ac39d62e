package com.atomiton.events.codec;

import java.util.List;
import org.springframework.util.ClassUtils;
import tools.jackson.core.json.PackageVersion;
import tools.jackson.databind.json.JsonMapper;

/** The codecs that two processes can agree on. */
public final class JacksonEventCodecs {

    /** The name of the codec that every process has. */
    public static final String JSON = "json";

    /** The name of the binary codec, which needs {@code jackson-dataformat-cbor}. */
    public static final String CBOR = "cbor";

    private static final String CBOR_MAPPER = "tools.jackson.dataformat.cbor.CBORMapper";

    private static final boolean HAS_CBOR =
            ClassUtils.isPresent(CBOR_MAPPER, JacksonEventCodecs.class.getClassLoader());

    private JacksonEventCodecs() {}

    /** JSON by a plain mapper. */
    public static EventCodec json() {
        return json(JsonMapper.builder().build(), CodecOptions.defaults());
    }

    /** JSON by the application's mapper; its modules and naming rules are used, the mapper itself stays as it is. */
    public static EventCodec json(JsonMapper mapper, CodecOptions options) {
        return new JacksonEventCodec(JSON, mapper, options);
    }

    /**
     * CBOR with the modules and naming rules of the application's mapper.
     *
     * @throws NoClassDefFoundError without {@code jackson-dataformat-cbor} on the class path
     */
    public static EventCodec cbor(JsonMapper mapper, CodecOptions options) {
        return new JacksonEventCodec(CBOR, CborMappers.like(mapper), options);
    }

    /** What this process can read and write, the preferred one first: CBOR if it is on the class path, and JSON. */
    public static List<EventCodec> available(JsonMapper mapper, CodecOptions options) {
        return HAS_CBOR ? List.of(cbor(mapper, options), json(mapper, options)) : List.of(json(mapper, options));
    }

    /** JSON by a plain mapper, which is made when it is first used: that loads most of Jackson. */
    public static EventCodec json(CodecOptions options) {
        WireSettings.requireLimitsThatHold(PackageVersion.VERSION);
        return new DeferredEventCodec(JSON, () -> json(JsonMapper.builder().build(), options));
    }

    /**
     * CBOR by a plain mapper, which is made when it is first used.
     *
     * @throws NoClassDefFoundError without {@code jackson-dataformat-cbor} on the class path
     */
    public static EventCodec cbor(CodecOptions options) {
        if (!HAS_CBOR) {
            throw new NoClassDefFoundError(CBOR_MAPPER);
        }
        return new DeferredEventCodec(CBOR, () -> cbor(JsonMapper.builder().build(), options));
    }

    /** {@link #available(JsonMapper, CodecOptions)} by plain mappers, each made when it is first used. */
    public static List<EventCodec> available(CodecOptions options) {
        return HAS_CBOR ? List.of(cbor(options), json(options)) : List.of(json(options));
    }
}
