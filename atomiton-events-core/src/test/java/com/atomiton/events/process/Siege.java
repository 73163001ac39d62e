package com.atomiton.events.process;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** One attack on one main, by as many threads as it has attackers, for as long as this is open. */
final class Siege implements AutoCloseable {

    private final Path directory;
    private final Runnable emit;
    private final Set<HostileRenderer> renderers = ConcurrentHashMap.newKeySet();
    private final List<Thread> attackers = new ArrayList<>();
    private final CountDownLatch over = new CountDownLatch(1);
    private boolean emitting; // Guarded by this

    /** @param emit has main emit many large events */
    Siege(Path directory, Attack attack, Runnable emit) {
        this.directory = directory;
        this.emit = emit;
        for (int i = 0; i < attack.attackers; i++) {
            Thread attacker = new Thread(() -> run(attack), "attacker-" + i);
            attackers.add(attacker);
            attacker.start();
        }
    }

    private void run(Attack attack) {
        while (goesOn()) {
            try {
                attack.run(this);
            } catch (IOException closed) {
                // It comes again, and not as fast as it can: the machine belongs to the others too.
                awaitEnd(20);
            }
        }
    }

    boolean goesOn() {
        return over.getCount() > 0;
    }

    void awaitEnd() {
        awaitEnd(60_000);
    }

    private void awaitEnd(int millis) {
        try {
            var unused = over.await(millis, TimeUnit.MILLISECONDS);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    HostileRenderer connected() throws IOException {
        HostileRenderer renderer = new HostileRenderer(directory);
        renderers.add(renderer);
        if (!goesOn()) {
            renderer.close();
        }
        return renderer;
    }

    HostileRenderer welcomed(String hello) throws IOException {
        return connected().welcome(hello(hello));
    }

    byte[] hello(String more) {
        return ("{\"protocol\":1,\"role\":\"renderer\",\"instance\":\"" + UUID.randomUUID()
                        + "\",\"epoch\":1,\"received\":0,\"from\":1,\"maxFrame\":8388608" + more + "}")
                .getBytes(UTF_8);
    }

    /** Once, whoever asks for it. */
    synchronized void haveMainEmit() {
        if (!emitting) {
            emitting = true;
            emit.run();
        }
    }

    @Override
    public void close() throws IOException {
        over.countDown();
        for (HostileRenderer renderer : renderers) {
            renderer.close();
        }
        for (Thread attacker : attackers) {
            join(attacker);
            if (attacker.isAlive()) {
                throw new IllegalStateException(attacker.getName() + " goes on");
            }
            for (HostileRenderer renderer : renderers) {
                renderer.close();
            }
        }
    }

    private static void join(Thread attacker) {
        try {
            attacker.join(TimeUnit.SECONDS.toMillis(20));
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
