package com.atomiton.samples.renderer.page;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.springframework.http.MediaType;
import org.springframework.web.servlet.mvc.method.annotation.ResponseBodyEmitter.DataWithMediaType;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;
import tools.jackson.databind.json.JsonMapper;

/** A page that takes its messages when the test lets it. */
class PageStreamTests {

    private final List<String> sent = new ArrayList<>();
    private final Queue<Runnable> tasks = new ArrayDeque<>();
    private boolean gone;
    private int completions;

    private final SseEmitter emitter = new SseEmitter(0L) {

        @Override
        public void send(SseEventBuilder builder) throws IOException {
            if (gone) {
                throw new IOException("the page was closed");
            }
            sent.add(builder.build().stream()
                    .map(DataWithMediaType::getData)
                    .map(String::valueOf)
                    .collect(Collectors.joining())
                    .strip());
        }

        @Override
        public void send(Object object, MediaType mediaType) {
            throw new AssertionError("as an event only");
        }

        @Override
        public synchronized void complete() {
            completions++;
        }
    };

    private final PageStream stream =
            new PageStream(emitter, JsonMapper.builder().build(), tasks::add);

    @Test
    void aPageThatOpensGetsWhatThereIsAndThenWhatHappensSinceTheNewestOfEachKeyOnce() {
        stream.offer(run("a", 50));
        stream.offer(run("b", 10));
        stream.begin(List.of(run("a", 40), run("c", 1)));
        stream.offer(run("b", 20));

        runTasks();

        assertThat(sent).containsExactly("data:[" + json("a", 50) + "," + json("c", 1) + "," + json("b", 20) + "]");
        stream.offer(run("a", 60));
        runTasks();
        assertThat(sent).hasSize(2).last().isEqualTo("data:[" + json("a", 60) + "]");
    }

    @Test
    void oneTaskSendsAtATime() {
        stream.begin(List.of());
        runTasks();

        stream.offer(run("a", 1));
        stream.offer(run("a", 2));

        assertThat(tasks).hasSize(1);
    }

    @Test
    void aPageForWhichTooMuchWaitsIsCutOff() {
        stream.begin(List.of());
        runTasks();
        for (int i = 0; i <= 5_000; i++) {
            stream.offer(run("run " + i, 0));
        }

        runTasks();
        stream.offer(run("late", 1));
        runTasks();

        assertThat(sent).isEmpty();
        assertThat(completions).isOne();
    }

    @Test
    void aPageThatHasGoneIsNotWrittenToAgain() {
        gone = true;
        stream.begin(List.of(run("a", 1)));
        runTasks();

        stream.offer(run("a", 2));

        assertThat(tasks).isEmpty();
    }

    private void runTasks() {
        for (Runnable task = tasks.poll(); task != null; task = tasks.poll()) {
            task.run();
        }
    }

    private static PageMessage run(String key, int percent) {
        return new PageMessage("run", key, percent);
    }

    private static String json(String key, int percent) {
        return "{\"type\":\"run\",\"key\":\"" + key + "\",\"data\":" + percent + "}";
    }
}
