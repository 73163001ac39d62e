package com.atomiton.samples.renderer.inspector;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.BDDMockito.given;
import static org.mockito.BDDMockito.then;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.never;

import com.atomiton.events.Subscription;
import com.atomiton.events.bus.BusMonitor;
import com.atomiton.events.observation.EventTap;
import com.atomiton.events.observation.PassedMessage;
import com.atomiton.events.observation.PassedMessage.Content;
import com.atomiton.events.observation.PassedMessage.Direction;
import com.atomiton.events.observation.PassedMessage.Kind;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.web.servlet.mvc.method.annotation.ResponseBodyEmitter.DataWithMediaType;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;
import tools.jackson.databind.json.JsonMapper;

/** Looks at a bus whose messages the test makes pass. */
class InspectorTests {

    private final BusMonitor bus = mock();
    private final Subscription subscription = mock();
    private final List<EventTap> taps = new ArrayList<>();
    private final Queue<Runnable> tasks = new ArrayDeque<>();
    private final List<String> sent = new ArrayList<>();
    private boolean gone;

    private final SseEmitter emitter = new SseEmitter(0L) {

        @Override
        public void send(SseEventBuilder builder) throws IOException {
            if (gone) {
                throw new IOException("the page was closed");
            }
            sent.add(builder.build().stream()
                    .map(DataWithMediaType::getData)
                    .map(String::valueOf)
                    .collect(Collectors.joining()));
        }
    };

    @BeforeEach
    void keepTheTaps() {
        given(bus.tap(any())).willAnswer(call -> {
            taps.add(call.getArgument(0));
            return subscription;
        });
    }

    @Test
    void theBusIsTappedOnlyWhileAPageLooks() {
        Inspector inspector = new Inspector(bus, JsonMapper.builder().build(), tasks::add);
        inspector.send();
        assertThat(taps).isEmpty();
        assertThat(tasks).isEmpty();

        inspector.open();
        assertThat(taps).hasSize(1);
        then(subscription).should(never()).close();

        inspector.close();
        then(subscription).should().close();
    }

    @Test
    void aSlowPageDelaysNobodyAndIsToldWhatItMissed() {
        Look look = new Look(bus, emitter, JsonMapper.builder().build());
        look.send(tasks::add);
        for (int i = 0; i < 2_500; i++) {
            taps.get(0).passed(message(i));
            look.send(tasks::add);
        }
        assertThat(tasks).as("one at a time").hasSize(1);

        tasks.remove().run();

        assertThat(sent).singleElement().asString().contains("\"id\":0,", "\"id\":199,", "\"dropped\":500");
    }

    @Test
    void aPageThatHasGoneIsNotLookedFor() {
        Look look = new Look(bus, emitter, JsonMapper.builder().build());
        gone = true;
        taps.get(0).passed(message(1));

        look.send(Runnable::run);

        then(subscription).should().close();
    }

    private static PassedMessage message(int id) {
        return new PassedMessage(
                0, Kind.EVENT, Direction.RECEIVED, "conductor:log", id, null, 10, "received", Content.NONE);
    }
}
