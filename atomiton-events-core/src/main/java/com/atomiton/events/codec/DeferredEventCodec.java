package com.atomiton.events.codec;

import java.lang.reflect.Type;
import java.util.Optional;
import java.util.function.Supplier;
import org.springframework.util.function.SingletonSupplier;

/** A codec that is made when it is first used, since a process starts before it has anything to write or read. */
final class DeferredEventCodec implements EventCodec {

    private final String name;
    private final SingletonSupplier<EventCodec> codec;

    DeferredEventCodec(String name, Supplier<EventCodec> codec) {
        this.name = name;
        this.codec = SingletonSupplier.of(codec);
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public byte[] encode(Object payload, Type type) {
        return codec.obtain().encode(payload, type);
    }

    @Override
    public byte[] encode(byte[] head, Object payload, Type type) {
        return codec.obtain().encode(head, payload, type);
    }

    @Override
    public Object decode(byte[] bytes, int offset, int length, Type type) {
        return codec.obtain().decode(bytes, offset, length, type);
    }

    @Override
    public Optional<EventShape> shape(Type type) {
        return codec.obtain().shape(type);
    }
}
