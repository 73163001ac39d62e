package com.atomiton.events.benchmarks.redis;

import com.atomiton.events.benchmarks.Receiver;
import com.atomiton.events.benchmarks.Sample;
import com.atomiton.events.benchmarks.Side;
import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisFuture;
import io.lettuce.core.RedisURI;
import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.pubsub.RedisPubSubAdapter;
import io.lettuce.core.pubsub.StatefulRedisPubSubConnection;
import java.nio.file.Path;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Either side: a connection that subscribes, one that publishes events in blocks, and one for requests and replies, which
 * are published too.
 */
final class RedisSide extends RedisPubSubAdapter<String, Sample> implements Side {

    private static final int BLOCK = 500;
    private static final long POLL_MILLIS = 5;

    private final String outgoing;
    private final String incoming;
    private final Receiver receiver;
    private final AutoCloseable server;
    private final RedisClient client;
    private final StatefulRedisConnection<String, Sample> events;
    private final StatefulRedisConnection<String, Sample> requests;
    private final BlockingQueue<Sample> replies = new LinkedBlockingQueue<>();
    private int unflushed;
    private @Nullable RedisFuture<Long> last;

    RedisSide(Path socket, String outgoing, String incoming, Receiver receiver, AutoCloseable server) {
        this.outgoing = outgoing;
        this.incoming = incoming;
        this.receiver = receiver;
        this.server = server;
        client = RedisClient.create(RedisURI.Builder.socket(socket.toString()).build());
        events = client.connect(new SampleCodec());
        events.setAutoFlushCommands(false);
        requests = client.connect(new SampleCodec());
        StatefulRedisPubSubConnection<String, Sample> subscriptions = client.connectPubSub(new SampleCodec());
        subscriptions.addListener(this);
        subscriptions.sync().subscribe(incoming, isMain() ? Channel.ASK : Channel.REPLY);
    }

    private boolean isMain() {
        return outgoing.equals(Channel.DOWN);
    }

    @Override
    public void message(String channel, Sample sample) {
        if (channel.equals(incoming)) {
            receiver.received(1);
        } else if (channel.equals(Channel.ASK)) {
            publish(Channel.REPLY, sample);
        } else {
            replies.add(sample);
        }
    }

    private void publish(String channel, Sample sample) {
        RedisFuture<Long> unused = requests.async().publish(channel, sample);
    }

    @Override
    public void awaitPeers(int count) throws InterruptedException {
        while (requests.sync().pubsubNumsub(outgoing).getOrDefault(outgoing, 0L) < count) {
            TimeUnit.MILLISECONDS.sleep(POLL_MILLIS);
        }
    }

    /** A block waits until the server has taken the one before it. */
    @Override
    public void send(Sample sample) throws Exception {
        RedisFuture<Long> published = events.async().publish(outgoing, sample);
        if (++unflushed == BLOCK) {
            events.flushCommands();
            if (last != null) {
                last.get();
            }
            last = published;
            unflushed = 0;
        }
    }

    @Override
    public void flush() {
        events.flushCommands();
        unflushed = 0;
    }

    @Override
    public void roundTrip(Sample sample) throws Exception {
        publish(Channel.ASK, sample);
        replies.take();
    }

    @Override
    public void close() {
        client.shutdown();
        try {
            server.close();
        } catch (Exception impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
