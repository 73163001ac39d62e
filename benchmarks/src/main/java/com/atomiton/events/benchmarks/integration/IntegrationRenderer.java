package com.atomiton.events.benchmarks.integration;

import com.atomiton.events.benchmarks.Sample;
import com.atomiton.events.benchmarks.Side;
import java.util.Objects;
import org.springframework.integration.channel.DirectChannel;
import org.springframework.integration.core.MessagingTemplate;
import org.springframework.integration.ip.tcp.connection.TcpNetClientConnectionFactory;
import org.springframework.integration.ip.tcp.outbound.TcpOutboundGateway;
import org.springframework.integration.ip.tcp.outbound.TcpSendingMessageHandler;

/** A renderer's side: a client for events and one for requests. */
final class IntegrationRenderer implements Side {

    private static final String HOST = "127.0.0.1";

    private final Flows flows = new Flows();
    private final DirectChannel events = flows.channel("sent");
    private final DirectChannel requests = flows.channel("asked");
    private final MessagingTemplate template = new MessagingTemplate();

    IntegrationRenderer(int eventPort, int requestPort) {
        TcpSendingMessageHandler handler = new TcpSendingMessageHandler();
        handler.setConnectionFactory(flows.connections("events", new TcpNetClientConnectionFactory(HOST, eventPort)));
        flows.bean("handler", handler).start();
        events.subscribe(handler);

        TcpOutboundGateway gateway = new TcpOutboundGateway();
        gateway.setConnectionFactory(
                flows.connections("requests", new TcpNetClientConnectionFactory(HOST, requestPort)));
        flows.bean("gateway", gateway).start();
        requests.subscribe(gateway);
    }

    @Override
    public void awaitPeers(int count) {
        // It connects when it first sends.
    }

    @Override
    public void send(Sample sample) {
        events.send(Flows.encode(sample));
    }

    @Override
    public void roundTrip(Sample sample) {
        Flows.decode(Objects.requireNonNull(template.sendAndReceive(requests, Flows.encode(sample))));
    }

    @Override
    public void close() {
        flows.close();
    }
}
