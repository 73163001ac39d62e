package com.atomiton.events.test.soak;

import com.atomiton.events.EmitResult;
import com.atomiton.events.EventOverflowException;
import com.atomiton.events.EventType;
import com.atomiton.events.NoHandlerException;
import com.atomiton.events.PeerLostException;
import com.atomiton.events.RequestOptions;
import com.atomiton.events.bus.DefaultEventBus;
import com.atomiton.events.test.soak.Ledger.Count;
import com.atomiton.events.test.soak.SoakEvents.Numbered;
import com.atomiton.events.test.soak.SoakEvents.Question;
import java.util.Random;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.springframework.core.ParameterizedTypeReference;

/** Emits numbered events in bursts, and asks now and then, on a thread of its own that can be made to pause. */
final class Traffic {

    private static final int MAX_BURST = 40;
    private static final int MAX_PADDING = 1_000;
    private static final int MAX_PENDING = 64;

    private final DefaultEventBus bus;
    private final EventType<Numbered> events;
    private final EventType<Question> questions;
    private final int life;
    private final Ledger ledger;
    private final Random random = new Random();
    private final Semaphore turn = new Semaphore(1);
    private final AtomicInteger pending = new AtomicInteger();

    // Of the own thread
    private long asked;
    private boolean wanted;

    Traffic(DefaultEventBus bus, int life, Ledger ledger) {
        this.bus = bus;
        this.events = SoakEvents.events(bus.role());
        this.questions = SoakEvents.questions(bus.role());
        this.life = life;
        this.ledger = ledger;
    }

    void start() {
        Thread thread = new Thread(this::run, "soak-traffic");
        thread.setDaemon(true);
        thread.start();
    }

    /** Returns when nothing is emitted any more. */
    void pause() {
        turn.acquireUninterruptibly();
    }

    void resume() {
        turn.release();
    }

    int pending() {
        return pending.get();
    }

    private void run() {
        try {
            while (true) {
                turn.acquireUninterruptibly();
                try {
                    burst();
                } finally {
                    turn.release();
                }
                LockSupport.parkNanos(1_000_000L * (1 + random.nextInt(9)));
            }
        } catch (RuntimeException | Error ended) {
            SoakedProcess.wrong("the traffic has ended: " + ended);
        }
    }

    private void burst() {
        for (int i = random.nextInt(MAX_BURST); i >= 0; i--) {
            if (!emit(ledger.get(Count.EMITTED))) {
                return;
            }
        }
        if (wanted && pending.get() < MAX_PENDING) {
            ask(asked++);
        }
    }

    /** {@code false} if there is nobody for it, or it is refused: it will be emitted again. */
    private boolean emit(long number) {
        EmitResult result;
        try {
            result = bus.emit(events, new Numbered(life, number, "x".repeat(random.nextInt(MAX_PADDING))));
        } catch (EventOverflowException full) {
            result = EmitResult.DROPPED;
        }
        switch (result) {
            case ACCEPTED, BUFFERED -> {
                wanted = true;
                ledger.add(Count.EMITTED);
                return true;
            }
            case DROPPED -> ledger.add(Count.REFUSED);
            case NO_SUBSCRIBER -> {
                if (wanted) {
                    SoakedProcess.wrong("nobody listens any more when " + number + " is emitted");
                }
            }
        }
        return false;
    }

    private void ask(long number) {
        pending.incrementAndGet();
        var unused = bus.request(
                        questions,
                        new Question(number),
                        new ParameterizedTypeReference<Long>() {},
                        RequestOptions.defaults())
                .whenComplete((answer, failure) -> {
                    pending.decrementAndGet();
                    if (answer != null && answer == number) {
                        ledger.add(Count.ANSWERED);
                    } else if (failure instanceof PeerLostException || failure instanceof NoHandlerException) {
                        ledger.add(Count.PEER_LOST);
                        System.out.println("FAILED " + failure);
                    } else {
                        SoakedProcess.wrong("question " + number + " got " + answer + ", " + failure);
                    }
                });
    }
}
