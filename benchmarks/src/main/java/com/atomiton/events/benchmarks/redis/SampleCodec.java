package com.atomiton.events.benchmarks.redis;

import com.atomiton.events.benchmarks.Sample;
import com.atomiton.events.benchmarks.SampleJson;
import io.lettuce.core.codec.RedisCodec;
import io.lettuce.core.codec.StringCodec;
import io.netty.buffer.ByteBufInputStream;
import io.netty.buffer.Unpooled;
import java.nio.ByteBuffer;

/** Channels as strings, events as JSON. */
final class SampleCodec implements RedisCodec<String, Sample> {

    @Override
    public String decodeKey(ByteBuffer bytes) {
        return StringCodec.UTF8.decodeKey(bytes);
    }

    @Override
    public Sample decodeValue(ByteBuffer bytes) {
        return SampleJson.decode(new ByteBufInputStream(Unpooled.wrappedBuffer(bytes)));
    }

    @Override
    public ByteBuffer encodeKey(String channel) {
        return StringCodec.UTF8.encodeKey(channel);
    }

    @Override
    public ByteBuffer encodeValue(Sample sample) {
        return ByteBuffer.wrap(SampleJson.encode(sample));
    }
}
