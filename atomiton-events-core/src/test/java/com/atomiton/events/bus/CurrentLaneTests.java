package com.atomiton.events.bus;

import static org.assertj.core.api.Assertions.assertThat;

import com.atomiton.events.ChildFirstLoader;
import com.atomiton.events.EventType;
import com.atomiton.events.SubscribeOptions;
import java.lang.ref.WeakReference;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

class CurrentLaneTests {

    /** An application: all that it uses of ours is loaded by its class loader. */
    public static final class Application implements Callable<String> {

        @Override
        public String call() {
            StringBuilder got = new StringBuilder();
            EventType<String> type = EventType.of("greeting", String.class);
            try (DefaultEventBus bus = EventBusBuilder.standalone().build()) {
                bus.on(type, got::append, SubscribeOptions.direct());
                bus.emit(type, "hello");
            }
            return got.toString();
        }
    }

    @Test
    void aThreadOfAPoolThatHasEmittedDoesNotKeepTheClassLoaderOfAnApplicationThatHasEnded() throws Exception {
        ExecutorService pool = Executors.newSingleThreadExecutor();
        try {
            WeakReference<ClassLoader> ended = run(pool);

            Awaitility.await().atMost(30, TimeUnit.SECONDS).until(() -> {
                System.gc();
                return ended.get() == null;
            });
        } finally {
            pool.shutdownNow();
        }
    }

    private static WeakReference<ClassLoader> run(ExecutorService pool) throws Exception {
        ClassLoader loader = new ChildFirstLoader();
        @SuppressWarnings("unchecked")
        Callable<String> application = (Callable<String>)
                loader.loadClass(Application.class.getName()).getConstructor().newInstance();
        assertThat(application.getClass().getClassLoader()).isSameAs(loader);
        assertThat(pool.submit(application).get(10, TimeUnit.SECONDS)).isEqualTo("hello");
        return new WeakReference<>(loader);
    }
}
