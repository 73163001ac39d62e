package com.atomiton.events.bridge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

import com.atomiton.events.EventName;
import com.atomiton.events.bus.DefaultEventBus;
import com.atomiton.events.bus.EventBusBuilder;
import com.atomiton.events.listener.ConductorHeaders;
import com.atomiton.events.transport.memory.MemoryHub;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.messaging.Message;
import org.springframework.messaging.MessageDeliveryException;
import org.springframework.messaging.MessageHandler;
import org.springframework.messaging.support.GenericMessage;

class EventBusMessageChannelTests {

    @EventName("channel:row")
    record Row(int number) {}

    private final MemoryHub hub = new MemoryHub();
    private final DefaultEventBus main = EventBusBuilder.main(hub.server()).build();
    private final DefaultEventBus renderer =
            EventBusBuilder.renderer(hub.client()).name("editor-1").build();
    private final EventBusMessageChannel outgoing = new EventBusMessageChannel(renderer, Row.class);
    private final EventBusMessageChannel incoming = new EventBusMessageChannel(main, Row.class);
    private final List<Message<?>> messages = new CopyOnWriteArrayList<>();
    private final MessageHandler handler = messages::add;

    @BeforeEach
    void start() {
        main.start();
        renderer.start();
        await().until(() -> !renderer.peers().isEmpty());
    }

    @AfterEach
    void close() {
        renderer.close();
        main.close();
    }

    @Test
    void aMessageThatIsSentComesToTheHandlersOfTheOtherProcess() {
        assertThat(incoming.subscribe(handler)).isTrue();
        assertThat(incoming.subscribe(handler)).isFalse();
        await().until(() -> renderer.sessions().iterator().next().interest().wants("channel:row"));

        boolean sent = outgoing.send(new GenericMessage<>(
                new Row(7), Map.of("tenant", "a", "attempt", 3, "errorChannel", new Object(), "correlationId", "c-1")));

        assertThat(sent).isTrue();
        await().untilAsserted(() -> assertThat(messages).hasSize(1));
        Message<?> message = messages.get(0);
        assertThat(message.getPayload()).isEqualTo(new Row(7));
        assertThat(message.getHeaders())
                .containsEntry("tenant", "a")
                .containsEntry("attempt", "3")
                .containsEntry("correlationId", "c-1")
                .containsEntry(ConductorHeaders.EVENT_NAME, "channel:row")
                .doesNotContainKey("errorChannel");
        assertThat(message.getHeaders().get(ConductorHeaders.SENDER).toString()).contains("editor-1");
    }

    @Test
    void aHandlerThatHasUnsubscribedGetsNothing() {
        incoming.subscribe(handler);
        List<Object> seen = new CopyOnWriteArrayList<>();

        assertThat(incoming.unsubscribe(handler)).isTrue();
        assertThat(incoming.unsubscribe(handler)).isFalse();
        main.on(Row.class, seen::add);
        incoming.send(new GenericMessage<>(new Row(1)));

        await().untilAsserted(() -> assertThat(seen).hasSize(1));
        assertThat(messages).isEmpty();
    }

    @Test
    void aPayloadOfAnotherTypeIsRefused() {
        assertThatExceptionOfType(MessageDeliveryException.class)
                .isThrownBy(() -> outgoing.send(new GenericMessage<>("text")))
                .withMessageContaining("'channel:row' carries " + Row.class.getName())
                .withMessageContaining("java.lang.String");
    }
}
