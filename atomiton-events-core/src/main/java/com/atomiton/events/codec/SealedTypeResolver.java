package com.atomiton.events.codec;

import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.util.Collection;
import tools.jackson.databind.DatabindContext;
import tools.jackson.databind.JavaType;
import tools.jackson.databind.jsontype.NamedType;
import tools.jackson.databind.jsontype.PolymorphicTypeValidator;
import tools.jackson.databind.jsontype.TypeIdResolver;
import tools.jackson.databind.jsontype.impl.StdTypeResolverBuilder;

/** Puts the name of the permitted class into the property {@code __variant}. */
final class SealedTypeResolver extends StdTypeResolverBuilder {

    private static final long serialVersionUID = 1L;

    SealedTypeResolver() {
        super(JsonTypeInfo.Id.CUSTOM, JsonTypeInfo.As.PROPERTY, WireTags.VARIANT);
    }

    @Override
    protected TypeIdResolver idResolver(
            DatabindContext context,
            JavaType baseType,
            PolymorphicTypeValidator validator,
            Collection<NamedType> subtypes,
            boolean forWriting,
            boolean forReading) {
        return new SealedTypeNames(baseType, context.getConfig());
    }

    @Override
    protected boolean _strictTypeIdHandling(DatabindContext context, JavaType baseType) {
        return true;
    }

    /** There is no default: what has no name is an error. */
    @Override
    public StdTypeResolverBuilder withDefaultImpl(Class<?> defaultImpl) {
        return this;
    }
}
