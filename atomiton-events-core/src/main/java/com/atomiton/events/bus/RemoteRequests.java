package com.atomiton.events.bus;

import com.atomiton.events.EventBusException;
import com.atomiton.events.EventSerializationException;
import com.atomiton.events.Failures;
import com.atomiton.events.NoHandlerException;
import com.atomiton.events.codec.EventCodec;
import com.atomiton.events.connection.PeerSession;
import com.atomiton.events.connection.ReceivedMessage;
import com.atomiton.events.observation.BusTelemetry;
import com.atomiton.events.protocol.FrameType;
import com.atomiton.events.protocol.Message;
import com.atomiton.events.protocol.MessageFlags;
import com.atomiton.events.protocol.MessageTail;
import com.atomiton.events.protocol.ReplyStatus;
import com.atomiton.events.session.DropReason;
import com.atomiton.events.session.Fate;
import com.atomiton.events.session.OutboundMessage;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** The requests of peers that this process is answering. */
final class RemoteRequests {

    private static final byte[] NOTHING = {};
    private static final int SUMMARY_LENGTH = 200;

    private final Subscriptions subscriptions;
    private final RequestRunner runner;
    private final Codecs codecs;
    private final Outbox outbox;
    private final ScheduledExecutorService timer;
    private final BusTelemetry telemetry;
    private final Map<Key, ActiveRequest> active = new ConcurrentHashMap<>();

    private record Key(PeerSession session, long id) {}

    RemoteRequests(
            Subscriptions subscriptions,
            RequestRunner runner,
            Codecs codecs,
            Outbox outbox,
            ScheduledExecutorService timer,
            BusTelemetry telemetry) {
        this.subscriptions = subscriptions;
        this.runner = runner;
        this.codecs = codecs;
        this.outbox = outbox;
        this.timer = timer;
        this.telemetry = telemetry;
    }

    void requested(ReceivedMessage received) {
        PeerSession session = received.session();
        Message message = received.message();
        RemoteAnswer answer = new RemoteAnswer(received);
        Handler handler = subscriptions.handler(message.name());
        if (handler == null) {
            answer.reply(ReplyStatus.NO_HANDLER, NOTHING, 0);
            answer.done();
            return;
        }
        Duration timeout = Duration.ofMillis(message.timeoutMillis());
        ActiveRequest request = runner.request(new IncomingEvent(message, received.sender()), timeout, answer);
        try {
            answer.running(request);
            runner.run(
                    session,
                    handler,
                    request,
                    () -> codecs.decode(session, message, handler.type().payloadType()));
            // Afterwards: it wakes the timer's thread, which the handler need not wait for.
            answer.endIn(timeout);
        } catch (Throwable failure) {
            // Also an Error: the asker must not wait in vain, nor its window.
            request.fail(failure);
        }
    }

    void cancelled(ReceivedMessage received) {
        ActiveRequest request =
                active.get(new Key(received.session(), received.message().id()));
        if (request != null) {
            request.cancel();
        }
        received.done();
    }

    /** Nobody waits for what this peer asked. */
    void lost(PeerSession session) {
        active.forEach((key, request) -> {
            if (key.session == session) {
                request.cancel();
            }
        });
    }

    /** Waits until all are answered, or for this many nanoseconds. */
    void awaitIdle(long nanos) throws InterruptedException {
        long deadline = System.nanoTime() + nanos;
        synchronized (active) {
            for (long left = nanos; !active.isEmpty() && left > 0; left = deadline - System.nanoTime()) {
                TimeUnit.NANOSECONDS.timedWait(active, left);
            }
        }
    }

    /** The way back to a peer. */
    private final class RemoteAnswer implements Answer {

        private final ReceivedMessage received;
        private final PeerSession session;
        private final Message message;
        private final Key key;

        // Guarded by this.
        private @Nullable ActiveRequest request;
        private @Nullable Future<?> deadline;
        private boolean done;

        RemoteAnswer(ReceivedMessage received) {
            this.received = received;
            this.session = received.session();
            this.message = received.message();
            this.key = new Key(session, message.id());
        }

        synchronized void running(ActiveRequest running) {
            request = running;
            active.put(key, running);
        }

        synchronized void endIn(Duration timeout) {
            ActiveRequest running = request;
            if (!done && running != null) {
                deadline = timer.schedule(running::cancel, timeout.toNanos(), TimeUnit.NANOSECONDS);
            }
        }

        @Override
        public void progress(Object progress) {
            if (!message.is(MessageFlags.WANTS_PROGRESS)) {
                return;
            }
            EventCodec codec = codecs.to(session);
            MessageTail tail = outbox.checked(
                    message.name(), MessageTail.progress(message.id(), codec.encode(progress, Object.class)), session);
            // Never waits: the newest progress is worth less than the handler's time.
            if (!outbox.trySend(session, outbound(FrameType.PROGRESS, tail, codecs.flag(codec)))) {
                telemetry.dropped(message.name(), DropReason.OVERFLOW.label());
            }
        }

        @Override
        public void reply(@Nullable Object value) {
            if (value == null) {
                reply(ReplyStatus.OK, NOTHING, 0);
            } else {
                EventCodec codec = codecs.to(session);
                reply(ReplyStatus.OK, codec.encode(value, Object.class), codecs.flag(codec));
            }
        }

        @Override
        public void failed(Throwable failure) {
            if (failure instanceof NoHandlerException) {
                reply(ReplyStatus.NO_HANDLER, NOTHING, 0);
                return;
            }
            EventCodec codec = codecs.to(session);
            try {
                reply(ReplyStatus.FAILED, codec.encode(failure, Throwable.class), codecs.flag(codec));
            } catch (Throwable unwritable) {
                // Also what its own methods throw when they are asked.
                Throwable summary = summary(failure, unwritable);
                reply(ReplyStatus.FAILED, codec.encode(summary, Throwable.class), codecs.flag(codec));
            }
        }

        /** What of a failure can be sent in any case. */
        private static Throwable summary(Throwable failure, Throwable unwritable) {
            String text = Failures.text(failure);
            String begin = text.length() > SUMMARY_LENGTH ? text.substring(0, SUMMARY_LENGTH) + "…" : text;
            EventBusException summary =
                    new EventBusException(begin + " (its details cannot be sent: " + reason(unwritable) + ")", null);
            summary.setStackTrace(new StackTraceElement[0]);
            return summary;
        }

        private static String reason(Throwable unwritable) {
            return unwritable instanceof EventSerializationException
                    ? String.valueOf(unwritable.getMessage())
                    : Failures.text(unwritable);
        }

        void reply(ReplyStatus status, byte[] payload, int codecFlag) {
            MessageTail tail = outbox.checked(
                    "reply to " + message.name(), MessageTail.reply(message.id(), status, payload), session);
            outbox.trySend(session, outbound(FrameType.REPLY, tail, codecFlag));
        }

        private OutboundMessage outbound(FrameType type, MessageTail tail, int codecFlag) {
            return new OutboundMessage(type, message.name(), tail, codecFlag, Fate.UNOBSERVED);
        }

        @Override
        public void done() {
            synchronized (this) {
                done = true;
                if (deadline != null) {
                    deadline.cancel(false);
                }
                if (request != null) {
                    // Not what a later process of this peer may have asked under the same id.
                    active.remove(key, request);
                }
            }
            received.done();
            synchronized (active) {
                active.notifyAll();
            }
        }
    }
}
