package com.atomiton.events.listener;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ch.qos.logback.classic.spi.ILoggingEvent;
import com.atomiton.events.EventContext;
import com.atomiton.events.EventContractException;
import com.atomiton.events.Peer;
import com.atomiton.events.RequestContext;
import com.atomiton.events.annotation.ConductorListener;
import com.atomiton.events.listener.Events.Paid;
import com.atomiton.events.listener.ListenerContext.Calls;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Positive;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.messaging.Message;
import org.springframework.messaging.MessageHeaders;
import org.springframework.messaging.handler.annotation.Header;
import org.springframework.messaging.handler.annotation.Headers;
import org.springframework.messaging.handler.annotation.Payload;
import org.springframework.messaging.handler.annotation.support.MethodArgumentNotValidException;
import org.springframework.validation.annotation.Validated;
import org.springframework.validation.beanvalidation.LocalValidatorFactoryBean;

/** What a listener method may take. */
class ListenerArgumentsTests {

    private static final Paid PAID = new Paid("o-1", 5);

    @Test
    void everyKindOfParameterGetsItsArgument() throws Exception {
        try (ListenerContext context = ListenerContext.start(Everything.class)) {
            StubContext event = StubContext.event("order:paid")
                    .withHeaders(Map.of("attempt", "3", "tenant", "t-1"))
                    .withCorrelationId("c-1");

            context.bus.deliver(PAID, event);

            assertThat(context.calls.values)
                    .containsExactly(PAID, 3, "t-1", "none", event, StubContext.SENDER, "order:paid", "c-1");
        }
    }

    @Test
    void aMessageHasThePayloadAndBothTheSendersHeadersAndTheBuses() throws Exception {
        try (ListenerContext context = ListenerContext.start(TakesMessage.class)) {
            StubContext event = StubContext.event("order:paid").withHeaders(Map.of("tenant", "t-1"));

            context.bus.deliver(PAID, event);

            Message<?> message = (Message<?>) context.calls.values.get(0);
            assertThat(message.getPayload()).isSameAs(PAID);
            assertThat(message.getHeaders())
                    .containsEntry("tenant", "t-1")
                    .containsEntry(ConductorHeaders.EVENT_NAME, "order:paid")
                    .containsEntry(ConductorHeaders.ID, event.id())
                    .containsEntry(ConductorHeaders.SENDER, StubContext.SENDER)
                    .containsEntry(ConductorHeaders.CONTEXT, event)
                    .doesNotContainKey(ConductorHeaders.CORRELATION_ID);
            assertThat(context.calls.values.get(1)).isSameAs(message.getHeaders());
            assertThat(context.calls.values.get(2)).isEqualTo(message.getHeaders());
        }
    }

    @Test
    void aSenderCannotForgeTheHeadersOfTheBus() throws Exception {
        try (ListenerContext context = ListenerContext.start(TakesMessage.class)) {
            StubContext event = StubContext.event("order:paid")
                    .withHeaders(Map.of(ConductorHeaders.SENDER, "main", ConductorHeaders.CORRELATION_ID, "forged"));

            context.bus.deliver(PAID, event);

            assertThat(((Message<?>) context.calls.values.get(0)).getHeaders())
                    .containsEntry(ConductorHeaders.SENDER, StubContext.SENDER)
                    .doesNotContainKey(ConductorHeaders.CORRELATION_ID);
        }
    }

    @Test
    void aRequestContextReportsProgress() throws Exception {
        try (ListenerContext context = ListenerContext.start(Answers.class)) {
            StubContext.Request request = StubContext.request("order:paid");

            assertThat(context.bus.request(PAID, request)).isNull();

            assertThat(request.progress).containsExactly("half");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "text"})
    void anEmptyTextIsAPayload(String text) throws Exception {
        try (ListenerContext context = ListenerContext.start(LocalValidatorFactoryBean.class, TakesText.class)) {
            context.bus.deliver("text:plain", text);
            context.bus.deliver("text:validated", text);
            context.bus.deliver("text:optional", text);

            assertThat(context.calls.values).containsExactly(text, text, Optional.of(text));
        }
    }

    @Test
    void aMissingHeaderFailsTheCallAndNamesTheHeader() {
        try (ListenerContext context = ListenerContext.start(Everything.class)) {
            assertThatThrownBy(() -> context.bus.deliver("order:paid", PAID)).hasMessageContaining("attempt");
            assertThat(context.calls.values).isEmpty();
        }
    }

    @Test
    void anInvalidPayloadFailsTheCallWhereThereIsAValidator() throws Exception {
        try (ListenerContext context = ListenerContext.start(LocalValidatorFactoryBean.class, Validating.class)) {
            for (String name : List.of("amount:valid", "amount:validated")) {
                assertThatExceptionOfType(MethodArgumentNotValidException.class)
                        .isThrownBy(() -> context.bus.deliver(name, new Amount(-1)))
                        .withMessageContaining("value");
            }
            assertThat(context.calls.values).isEmpty();

            context.bus.deliver("amount:valid", new Amount(1));
            assertThat(context.calls.values).containsExactly(new Amount(1));
        }
    }

    @Test
    void withoutAValidatorThePayloadArrivesUncheckedAndTheStartSaysSo() throws Exception {
        try (CapturedLog log = CapturedLog.of(ArgumentResolvers.class);
                ListenerContext context = ListenerContext.start(Validating.class)) {
            context.bus.deliver("amount:valid", new Amount(-1));

            assertThat(context.calls.values).containsExactly(new Amount(-1));
            assertThat(log.events())
                    .extracting(ILoggingEvent::getFormattedMessage)
                    .anySatisfy(line -> assertThat(line)
                            .contains("ListenerArgumentsTests.Validating#valid(Amount)", "no Validator bean"));
        }
    }

    @Test
    void aPayloadOfAnotherTypeThanThePatternsMethodTakesFailsWithBothTypes() {
        try (ListenerContext context = ListenerContext.start(TypedPattern.class)) {
            assertThatExceptionOfType(EventContractException.class)
                    .isThrownBy(() -> context.bus.deliver("order:other", Map.of()))
                    .withMessageContaining("'order:other'")
                    .withMessageContaining(Map.of().getClass().getName())
                    .withMessageContaining("TypedPattern#on(Paid) takes " + Paid.class.getName());
        }
    }

    static class Everything {

        @Autowired
        Calls calls;

        @ConductorListener
        void on(
                @Payload Paid paid,
                @Header int attempt,
                @Header("tenant") String tenant,
                @Header(name = "missing", defaultValue = "none") String missing,
                EventContext context,
                Peer sender,
                @Header(ConductorHeaders.EVENT_NAME) String name,
                @Header(ConductorHeaders.CORRELATION_ID) String correlationId) {
            calls.add(paid, attempt, tenant, missing, context, sender, name, correlationId);
        }
    }

    static class TakesMessage {

        @Autowired
        Calls calls;

        @ConductorListener
        void on(Message<Paid> message, MessageHeaders headers, @Headers Map<String, Object> all) {
            calls.add(message, headers, all);
        }
    }

    static class Answers {

        @ConductorListener
        void on(Paid paid, RequestContext context) {
            context.progress("half");
        }
    }

    static class TakesText {

        @Autowired
        Calls calls;

        @ConductorListener("text:plain")
        void plain(String text) {
            calls.add(text);
        }

        @ConductorListener("text:validated")
        void validated(@Valid String text) {
            calls.add(text);
        }

        @ConductorListener("text:optional")
        void optional(Optional<String> text) {
            calls.add(text);
        }
    }

    record Amount(@Positive int value) {}

    static class Validating {

        @Autowired
        Calls calls;

        @ConductorListener("amount:valid")
        void valid(@Valid Amount amount) {
            calls.add(amount);
        }

        @ConductorListener("amount:validated")
        void validated(@Validated Amount amount) {
            calls.add(amount);
        }
    }

    static class TypedPattern {

        @ConductorListener("order:*")
        void on(Paid paid) {}
    }
}
