package com.atomiton.events.bridge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.atomiton.events.EventBus;
import com.atomiton.events.EventName;
import com.atomiton.events.bus.DefaultEventBus;
import com.atomiton.events.bus.EventBusBuilder;
import com.atomiton.events.transport.memory.MemoryHub;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.context.PayloadApplicationEvent;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.context.event.EventListener;

class ApplicationEventBridgeTests {

    @EventName("bridge:question")
    record Question(String text) {}

    @EventName("bridge:answer")
    record Answer(String text) {}

    record NotNamed(String text) {}

    private final MemoryHub hub = new MemoryHub();
    private final DefaultEventBus mainBus = EventBusBuilder.main(hub.server()).build();
    private final DefaultEventBus rendererBus =
            EventBusBuilder.renderer(hub.client()).build();
    private final List<Object> seenAtMain = new CopyOnWriteArrayList<>();
    private final List<Object> seenAtRenderer = new CopyOnWriteArrayList<>();

    static class MainListeners {
        private final List<Object> seen;

        MainListeners(List<Object> seen) {
            this.seen = seen;
        }

        @EventListener
        Answer on(Question question) {
            seen.add(question);
            return new Answer(question.text() + "!");
        }
    }

    static class RendererListeners {
        private final List<Object> seen;

        RendererListeners(List<Object> seen) {
            this.seen = seen;
        }

        @EventListener
        void on(PayloadApplicationEvent<Answer> answer) {
            seen.add(answer.getPayload());
        }

        @EventListener(Question.class)
        void onQuestion() {
            seen.add("question");
        }
    }

    private final AnnotationConfigApplicationContext main = context(mainBus, MainListeners.class, seenAtMain);
    private final AnnotationConfigApplicationContext renderer =
            context(rendererBus, RendererListeners.class, seenAtRenderer);

    private static <T> AnnotationConfigApplicationContext context(
            DefaultEventBus bus, Class<T> listeners, List<Object> seen) {
        AnnotationConfigApplicationContext context = new AnnotationConfigApplicationContext();
        context.registerBean(EventBus.class, () -> bus);
        context.registerBean(listeners, seen);
        context.registerBean(
                ApplicationEventBridge.class, () -> new ApplicationEventBridge(bus, context, context.getBeanFactory()));
        context.refresh();
        return context;
    }

    @AfterEach
    void close() {
        renderer.close();
        main.close();
    }

    /** The question goes to main, its answer, which main's listener returns, comes back; and nothing goes round. */
    @Test
    void applicationEventsTravelBothWaysOnce() {
        await().until(() -> !rendererBus.peers().isEmpty() && !mainBus.peers().isEmpty());
        List<Object> onTheBus = new CopyOnWriteArrayList<>();
        rendererBus.on("bridge:*", onTheBus::add);
        mainBus.on("bridge:*", onTheBus::add);

        renderer.publishEvent(new Question("why"));
        renderer.publishEvent(new NotNamed("stays here"));

        await().untilAsserted(() -> assertThat(seenAtRenderer).contains(new Answer("why!")));
        renderer.publishEvent(new Question("end"));
        await().untilAsserted(() -> assertThat(seenAtRenderer).contains(new Answer("end!")));
        assertThat(seenAtMain).containsExactly(new Question("why"), new Question("end"));
        // An answer may be there before the renderer's own listener has seen the question.
        await().until(() -> seenAtRenderer.size() == 4);
        assertThat(seenAtRenderer)
                .containsExactlyInAnyOrder("question", new Answer("why!"), "question", new Answer("end!"));
        assertThat(onTheBus)
                .filteredOn(new Question("why")::equals)
                .as("at the renderer, which emits it, and at main")
                .hasSize(2);
    }

    @Test
    void whatTheBusItselfEmitsHereIsNotPublishedHere() {
        await().until(() -> !rendererBus.peers().isEmpty() && !mainBus.peers().isEmpty());

        rendererBus.emit(new Question("by the bus"));

        await().untilAsserted(() -> assertThat(seenAtMain).contains(new Question("by the bus")));
        await().untilAsserted(() -> assertThat(seenAtRenderer).contains(new Answer("by the bus!")));
        assertThat(seenAtRenderer).doesNotContain("question");
    }
}
