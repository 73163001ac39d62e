package com.atomiton.events.benchmarks;

import com.atomiton.events.benchmarks.atomiton.AtomitonContender;
import com.atomiton.events.benchmarks.grpc.GrpcContender;
import com.atomiton.events.benchmarks.integration.IntegrationContender;
import com.atomiton.events.benchmarks.jeromq.JeroMqContender;
import com.atomiton.events.benchmarks.node.NodeContender;
import com.atomiton.events.benchmarks.raw.RawContender;
import com.atomiton.events.benchmarks.redis.RedisContender;
import com.atomiton.events.benchmarks.rsocket.RSocketContender;
import com.atomiton.events.benchmarks.vertx.VertxContender;
import java.util.List;
import java.util.stream.Stream;

/** All contenders, in the order of the tables. */
public final class Contenders {

    private static final List<Contender> ALL = Stream.of(
                    RawContender.all(),
                    AtomitonContender.all(),
                    JeroMqContender.all(),
                    GrpcContender.all(),
                    List.<Contender>of(new NodeContender()),
                    RSocketContender.all(),
                    List.<Contender>of(new RedisContender()),
                    VertxContender.all(),
                    List.<Contender>of(new IntegrationContender()))
            .flatMap(List::stream)
            .toList();

    private Contenders() {}

    /** All of them, also those that cannot run here; unmodifiable. */
    public static List<Contender> all() {
        return ALL;
    }

    /**
     * The one of this name.
     *
     * @throws IllegalArgumentException if there is none
     */
    public static Contender named(String name) {
        return ALL.stream()
                .filter(contender -> contender.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("There is no contender '" + name + "'"));
    }
}
