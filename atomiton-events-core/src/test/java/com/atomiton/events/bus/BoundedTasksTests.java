package com.atomiton.events.bus;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import org.junit.jupiter.api.Test;

class BoundedTasksTests {

    /** Threads that have begun and not gone on yet. */
    private final Queue<Runnable> threads = new ArrayDeque<>();

    private final List<String> begun = new ArrayList<>();
    private final BoundedTasks tasks = new BoundedTasks(threads::add, 2);

    private Runnable task(String name) {
        return () -> begun.add(name);
    }

    private void execute(String owner, int count) {
        for (int i = 1; i <= count; i++) {
            tasks.execute(owner, task(owner + i));
        }
    }

    @Test
    void soManyRunAtATime() {
        execute("a", 5);

        assertThat(threads).hasSize(2);
        threads.remove().run();
        assertThat(begun).containsExactly("a1", "a3", "a4", "a5");
        threads.remove().run();
        assertThat(begun).containsExactly("a1", "a3", "a4", "a5", "a2");
    }

    @Test
    void whoeverHasNoneThatRunsDoesNotWaitForOthers() {
        execute("a", 5);
        execute("b", 2);

        assertThat(threads).hasSize(3);
        threads.remove();
        threads.remove();
        threads.remove().run();
        assertThat(begun).containsExactly("b1", "b2");
    }

    @Test
    void placesBesidesAreAsManyAgain() {
        execute("a", 5);
        execute("b", 1);
        execute("c", 1);
        execute("d", 1);

        assertThat(threads).hasSize(4);
    }

    @Test
    void thoseWhoWaitTakeTurns() {
        execute("a", 2);
        execute("b", 1);
        execute("c", 1);
        execute("d", 2);
        execute("e", 2);

        threads.remove().run();
        assertThat(begun).startsWith("a1", "d1", "e1");
    }

    @Test
    void oneThatIsTakenOutDoesNotRun() {
        execute("a", 2);
        Runnable third = task("third");
        tasks.execute("a", third);

        tasks.remove("a", third);

        threads.remove().run();
        assertThat(begun).containsExactly("a1");
    }
}
