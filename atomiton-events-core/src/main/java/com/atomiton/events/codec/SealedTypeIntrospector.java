package com.atomiton.events.codec;

import com.atomiton.events.EventContractException;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.Version;
import tools.jackson.databind.cfg.MapperConfig;
import tools.jackson.databind.introspect.Annotated;
import tools.jackson.databind.introspect.AnnotatedClass;
import tools.jackson.databind.introspect.NopAnnotationIntrospector;

/** Gives sealed types logical names on the wire, and refuses annotations that would put class names there. */
final class SealedTypeIntrospector extends NopAnnotationIntrospector {

    private static final long serialVersionUID = 1L;

    @Override
    public Version version() {
        return Version.unknownVersion();
    }

    @Override
    public @Nullable Object findTypeResolverBuilder(MapperConfig<?> config, Annotated annotated) {
        @Nullable JsonTypeInfo own = annotated.getAnnotation(JsonTypeInfo.class);
        if (own != null) {
            refuseClassNames(own, annotated);
            return null;
        }
        return annotated instanceof AnnotatedClass && isSealed(annotated.getRawType())
                ? new SealedTypeResolver()
                : null;
    }

    private static void refuseClassNames(JsonTypeInfo info, Annotated annotated) {
        if (info.use() == JsonTypeInfo.Id.CLASS || info.use() == JsonTypeInfo.Id.MINIMAL_CLASS) {
            throw new EventContractException(
                    "@JsonTypeInfo of " + annotated.getName()
                            + " puts class names on the wire, which a peer could choose",
                    "use JsonTypeInfo.Id.NAME, or make the type sealed and leave the annotation out",
                    null);
        }
    }

    /**
     * Whether a type is to have names. An enum whose constants have bodies is sealed too, an error has a form of its
     * own, and the JDK has sealed types that even {@code Long} belongs to.
     */
    static boolean isSealed(Class<?> type) {
        return type.isSealed()
                && !Enum.class.isAssignableFrom(type)
                && !Throwable.class.isAssignableFrom(type)
                && !type.getName().startsWith("java.");
    }
}
