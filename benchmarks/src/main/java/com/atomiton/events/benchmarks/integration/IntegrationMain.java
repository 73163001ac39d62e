package com.atomiton.events.benchmarks.integration;

import com.atomiton.events.benchmarks.Receiver;
import com.atomiton.events.benchmarks.Sample;
import com.atomiton.events.benchmarks.SampleJson;
import com.atomiton.events.benchmarks.Side;
import java.util.concurrent.TimeUnit;
import org.springframework.integration.channel.DirectChannel;
import org.springframework.integration.ip.tcp.connection.TcpNetServerConnectionFactory;
import org.springframework.integration.ip.tcp.inbound.TcpInboundGateway;
import org.springframework.integration.ip.tcp.inbound.TcpReceivingChannelAdapter;
import org.springframework.messaging.MessageChannel;
import org.springframework.messaging.support.MessageBuilder;

/** Main's side: a server for events and one for requests. */
final class IntegrationMain implements Side {

    private static final long POLL_MILLIS = 5;

    private final Flows flows = new Flows();
    private final TcpNetServerConnectionFactory events =
            flows.connections("events", new TcpNetServerConnectionFactory(0));
    private final TcpNetServerConnectionFactory requests =
            flows.connections("requests", new TcpNetServerConnectionFactory(0));

    IntegrationMain(Receiver receiver) throws InterruptedException {
        DirectChannel arrived = flows.channel("arrived");
        arrived.subscribe(event -> {
            Flows.decode(event);
            receiver.received(1);
        });
        TcpReceivingChannelAdapter adapter = new TcpReceivingChannelAdapter();
        adapter.setConnectionFactory(events);
        adapter.setOutputChannel(arrived);
        flows.bean("adapter", adapter).start();

        DirectChannel asked = flows.channel("asked");
        asked.subscribe(request -> {
            MessageChannel reply = (MessageChannel) request.getHeaders().getReplyChannel();
            if (reply != null) {
                reply.send(MessageBuilder.withPayload(SampleJson.encode(Flows.decode(request)))
                        .copyHeaders(request.getHeaders())
                        .build());
            }
        });
        TcpInboundGateway gateway = new TcpInboundGateway();
        gateway.setConnectionFactory(requests);
        gateway.setRequestChannel(asked);
        flows.bean("gateway", gateway).start();
        while (!events.isListening() || !requests.isListening()) {
            TimeUnit.MILLISECONDS.sleep(POLL_MILLIS);
        }
    }

    /** Of events and of requests. */
    String ports() {
        return events.getPort() + " " + requests.getPort();
    }

    @Override
    public void awaitPeers(int count) {
        // Renderers connect when they send.
    }

    @Override
    public void send(Sample sample) {
        throw new UnsupportedOperationException("Only a renderer sends");
    }

    @Override
    public void roundTrip(Sample sample) {
        throw new UnsupportedOperationException("Only a renderer asks");
    }

    @Override
    public void close() {
        flows.close();
    }
}
