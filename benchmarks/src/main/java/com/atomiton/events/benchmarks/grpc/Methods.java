package com.atomiton.events.benchmarks.grpc;

import com.atomiton.events.benchmarks.Sample;
import io.grpc.MethodDescriptor;
import io.grpc.MethodDescriptor.MethodType;

/** What a generated service would declare. */
final class Methods {

    static final String SERVICE = "bench.Events";

    /** Events from a renderer to main. */
    static final MethodDescriptor<Sample, Sample> UP = method("Up", MethodType.CLIENT_STREAMING);

    /** Events from main to a renderer. */
    static final MethodDescriptor<Sample, Sample> DOWN = method("Down", MethodType.SERVER_STREAMING);

    /** A request of a renderer. */
    static final MethodDescriptor<Sample, Sample> ASK = method("Ask", MethodType.UNARY);

    private Methods() {}

    private static MethodDescriptor<Sample, Sample> method(String name, MethodType type) {
        return MethodDescriptor.<Sample, Sample>newBuilder()
                .setFullMethodName(MethodDescriptor.generateFullMethodName(SERVICE, name))
                .setType(type)
                .setRequestMarshaller(new JsonMarshaller())
                .setResponseMarshaller(new JsonMarshaller())
                .build();
    }
}
