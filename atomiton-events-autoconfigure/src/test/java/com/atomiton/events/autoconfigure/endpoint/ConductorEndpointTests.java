package com.atomiton.events.autoconfigure.endpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.atomiton.events.Delivery;
import com.atomiton.events.EventName;
import com.atomiton.events.Subscription;
import com.atomiton.events.autoconfigure.endpoint.DeadLetterAnswer.Outcome;
import com.atomiton.events.bus.DefaultEventBus;
import com.atomiton.events.bus.EventBusBuilder;
import com.atomiton.events.observation.EventHistory;
import com.atomiton.events.observation.Redaction;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.actuate.endpoint.web.WebEndpointResponse;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class ConductorEndpointTests {

    private final DefaultEventBus bus = EventBusBuilder.standalone()
            .errorHandler((failure, event, listener) -> {})
            .build();

    @EventName(value = "user:login", delivery = Delivery.LATEST, key = "user", retain = true)
    record Login(String user, String password) {}

    @AfterEach
    void close() {
        bus.close();
    }

    private ConductorEndpoint endpoint(@Nullable Redaction payloads) {
        return new ConductorEndpoint(bus, null, new EventHistory(10, true), payloads, "shop", "1.2");
    }

    private String deadLetter(ConductorEndpoint endpoint) {
        await().until(() -> !bus.deadLetters().isEmpty());
        return letters(endpoint).get(0).id();
    }

    @SuppressWarnings("unchecked") // what the part is
    private static List<DeadLetterDescriptor> letters(ConductorEndpoint endpoint) {
        return (List<DeadLetterDescriptor>) endpoint.part(ConductorEndpoint.DEAD_LETTERS);
    }

    @Test
    void itShowsRoleConnectionSubscriptionsAndCatalogAsJson() {
        bus.on(Login.class, login -> {});

        JsonNode shown = JsonMapper.shared().valueToTree(endpoint(null).conductor());

        assertThat(shown.at("/role/name").asString()).isEqualTo("standalone");
        assertThat(shown.at("/connection/state").asString()).isEqualTo("CLOSED");
        assertThat(shown.at("/sessions").isEmpty()).isTrue();
        assertThat(shown.at("/subscriptions/0/name").asString()).isEqualTo("user:login");
        assertThat(shown.at("/subscriptions/0/lane").asString()).isEqualTo("shared");
        assertThat(shown.at("/subscriptions/0/place").asString())
                .startsWith(ConductorEndpointTests.class.getName() + ".itShowsRole");
        JsonNode event = shown.at("/events/0");
        assertThat(event.path("name").asString()).isEqualTo("user:login");
        assertThat(event.path("type").asString()).isEqualTo(Login.class.getName());
        assertThat(event.path("delivery").asString()).isEqualTo("LATEST");
        assertThat(event.path("key").asString()).isEqualTo("user");
        assertThat(event.path("retain").asBoolean()).isTrue();
        assertThat(event.path("fingerprint").asString()).matches("[0-9a-f]{16}");
    }

    @Test
    void aDeadLetterIsRedeliveredByItsIdAndThenItIsUnknown() {
        AtomicBoolean broken = new AtomicBoolean(true);
        bus.on(Login.class, login -> {
            if (broken.get()) {
                throw new IllegalStateException("no such user");
            }
        });
        ConductorEndpoint endpoint = endpoint(null);
        ConductorEndpointWebExtension web = new ConductorEndpointWebExtension(endpoint);
        bus.emit(new Login("ann", "abc"));
        String id = deadLetter(endpoint);
        broken.set(false);

        assertThat(answer(web.redeliver("dead-letters", id), 200).outcome()).isEqualTo(Outcome.REDELIVERED);

        DeadLetterAnswer again = answer(web.redeliver("dead-letters", id), 404);
        assertThat(again.outcome()).isEqualTo(Outcome.UNKNOWN);
        assertThat(again.message()).startsWith("There is no dead letter '" + id + "'");
        assertThat(answer(web.discard("dead-letters", id), 404).outcome()).isEqualTo(Outcome.UNKNOWN);
    }

    @Test
    void oneWhoseListenerHasLeftCanOnlyBeDiscarded() {
        Subscription subscription = bus.on(Login.class, login -> {
            throw new IllegalStateException("no such user");
        });
        ConductorEndpoint endpoint = endpoint(null);
        ConductorEndpointWebExtension web = new ConductorEndpointWebExtension(endpoint);
        bus.emit(new Login("ann", "abc"));
        String id = deadLetter(endpoint);
        subscription.close();

        assertThat(answer(web.redeliver("dead-letters", id), 409).outcome()).isEqualTo(Outcome.NO_LISTENER);
        assertThat(answer(web.discard("dead-letters", id), 200).outcome()).isEqualTo(Outcome.DISCARDED);
        assertThat(letters(endpoint)).isEmpty();
    }

    private static DeadLetterAnswer answer(WebEndpointResponse<Object> response, int status) {
        assertThat(response.getStatus()).isEqualTo(status);
        return (DeadLetterAnswer) response.getBody();
    }

    @Test
    void payloadsOfDeadLettersAreShownOnlyIfSwitchedOnAndWithoutSecrets() {
        bus.on(Login.class, login -> {
            throw new IllegalStateException("no such user");
        });
        bus.emit(new Login("ann", "abc"));
        await().until(() -> !bus.deadLetters().isEmpty());

        assertThat(letters(endpoint(null)).get(0).payload()).isNull();
        assertThat(letters(endpoint(Redaction.defaults())).get(0).payload())
                .isEqualTo(Map.of("user", "ann", "password", "******"));
        assertThat(letters(endpoint(null)).get(0).failure()).contains("no such user");
    }

    @Test
    void anUnknownPartIsNothing() {
        assertThat(endpoint(null).part("beans")).isNull();
        assertThat(endpoint(null).redeliver("events", "1")).isNull();
        assertThat(new ConductorEndpointWebExtension(endpoint(null))
                        .discard("events", "1")
                        .getStatus())
                .isEqualTo(404);
    }
}
