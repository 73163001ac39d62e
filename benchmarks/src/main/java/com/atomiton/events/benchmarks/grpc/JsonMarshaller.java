package com.atomiton.events.benchmarks.grpc;

import com.atomiton.events.benchmarks.Sample;
import com.atomiton.events.benchmarks.SampleJson;
import io.grpc.Drainable;
import io.grpc.KnownLength;
import io.grpc.MethodDescriptor.Marshaller;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;

/** JSON where gRPC usually has protocol buffers; spares the copies that it spares for these. */
final class JsonMarshaller implements Marshaller<Sample> {

    private static final class Encoded extends ByteArrayInputStream implements KnownLength, Drainable {

        Encoded(byte[] bytes) {
            super(bytes);
        }

        @Override
        public int drainTo(OutputStream target) throws IOException {
            int length = available();
            target.write(buf, pos, length);
            pos = count;
            return length;
        }
    }

    @Override
    public InputStream stream(Sample sample) {
        return new Encoded(SampleJson.encode(sample));
    }

    @Override
    public Sample parse(InputStream stream) {
        return SampleJson.decode(stream);
    }
}
