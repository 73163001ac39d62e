package com.atomiton.events.bus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.atomiton.events.EmitOptions;
import com.atomiton.events.EmitResult;
import com.atomiton.events.EventContractException;
import com.atomiton.events.EventSerializationException;
import com.atomiton.events.EventType;
import com.atomiton.events.SubscribeOptions;
import com.atomiton.events.transport.memory.MemoryHub;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.AbstractPlatformTransactionManager;
import org.springframework.transaction.support.DefaultTransactionStatus;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import org.springframework.transaction.support.TransactionTemplate;

class AfterCommitTests {

    private static final EventType<String> NOTE = EventType.of("note", String.class);
    private static final EmitOptions AFTER = EmitOptions.afterCommit();

    private final MemoryHub hub = new MemoryHub();
    private final TestProcesses processes = new TestProcesses(hub::server, hub::client);
    private final List<Throwable> failures = new ArrayList<>();
    private final DefaultEventBus main =
            processes.main(builder -> builder.errorHandler((failure, event, listener) -> failures.add(failure)));
    private final List<String> seen = new ArrayList<>();
    private final TransactionTemplate transaction = new TransactionTemplate(new TestTransactionManager());
    private final TransactionTemplate inner = new TransactionTemplate(new TestTransactionManager());

    /** Keeps nothing; what matters is what Spring calls around a commit. */
    private static final class TestTransactionManager extends AbstractPlatformTransactionManager {

        private static final long serialVersionUID = 1L;
        private static final ThreadLocal<Boolean> ACTIVE = ThreadLocal.withInitial(() -> false);

        @Override
        protected Object doGetTransaction() {
            return new Object();
        }

        @Override
        protected boolean isExistingTransaction(Object transaction) {
            return ACTIVE.get();
        }

        @Override
        protected void doBegin(Object transaction, TransactionDefinition definition) {
            ACTIVE.set(true);
        }

        @Override
        protected Object doSuspend(Object transaction) {
            ACTIVE.set(false);
            return transaction;
        }

        @Override
        protected void doResume(Object transaction, Object suspended) {
            ACTIVE.set(true);
        }

        @Override
        protected void doCommit(DefaultTransactionStatus status) {}

        @Override
        protected void doRollback(DefaultTransactionStatus status) {}

        @Override
        protected void doSetRollbackOnly(DefaultTransactionStatus status) {}

        @Override
        protected void doCleanupAfterCompletion(Object transaction) {
            ACTIVE.set(false);
        }
    }

    @BeforeEach
    void listen() {
        main.on(NOTE, seen::add, SubscribeOptions.direct());
        main.start();
        inner.setPropagationBehavior(TransactionDefinition.PROPAGATION_REQUIRES_NEW);
    }

    @AfterEach
    void close() {
        processes.close();
    }

    @Test
    void whatIsEmittedInATransactionIsSentAfterItsCommitInOrder() {
        transaction.executeWithoutResult(status -> {
            assertThat(main.emit(NOTE, "1", AFTER)).isEqualTo(EmitResult.BUFFERED);
            assertThat(main.emit(NOTE, "2", AFTER)).isEqualTo(EmitResult.BUFFERED);
            main.emit(NOTE, "at once");
            assertThat(seen).containsExactly("at once");
        });

        assertThat(seen).containsExactly("at once", "1", "2");
    }

    @Test
    void nothingIsSentAfterARollback() {
        transaction.executeWithoutResult(status -> {
            main.emit(NOTE, "1", AFTER);
            status.setRollbackOnly();
        });

        assertThat(seen).isEmpty();
        assertThat(main.emit(NOTE, "2", AFTER)).isEqualTo(EmitResult.ACCEPTED);
        assertThat(seen).containsExactly("2");
    }

    @Test
    void eachTransactionHasItsOwnFate() {
        transaction.executeWithoutResult(outer -> {
            main.emit(NOTE, "outer", AFTER);
            inner.executeWithoutResult(status -> main.emit(NOTE, "inner", AFTER));
            assertThat(seen).containsExactly("inner");
            outer.setRollbackOnly();
        });

        assertThat(seen).containsExactly("inner");
    }

    @Test
    void whatIsEmittedInReactionToTheCommitIsNotLost() {
        transaction.executeWithoutResult(status -> {
            TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {
                @Override
                public void afterCommit() {
                    main.emit(NOTE, "reaction", AFTER);
                }

                @Override
                public void afterCompletion(int status) {
                    main.emit(NOTE, "last", AFTER);
                }
            });
        });

        assertThat(seen).containsExactlyInAnyOrder("reaction", "last");
    }

    @Test
    void aFailureAfterTheCommitGoesToTheErrorHandlerAndKeepsNothingElseFromBeingSent() {
        record Unwritable(Object self) {
            Unwritable() {
                this(new Object());
            }

            @SuppressWarnings("unused") // Jackson calls it
            public Object getBroken() {
                throw new IllegalStateException("cannot be written");
            }
        }
        EventType<Unwritable> unwritable = EventType.of("unwritable", Unwritable.class);
        DefaultEventBus renderer = processes.renderer();
        renderer.on("unwritable", payload -> {});
        renderer.start();
        TestProcesses.awaitConnected(main, renderer);
        TestProcesses.awaitInterest(main, "unwritable");

        transaction.executeWithoutResult(status -> {
            main.emit(unwritable, new Unwritable(), AFTER);
            main.emit(NOTE, "2", AFTER);
        });

        assertThat(failures).singleElement().isInstanceOf(EventSerializationException.class);
        assertThat(seen).containsExactly("2");
    }

    @Test
    void aMistakeIsThrownAtTheEmit() {
        record NoName() {}

        transaction.executeWithoutResult(status -> assertThatExceptionOfType(EventContractException.class)
                .isThrownBy(() -> main.emit(new NoName(), AFTER)));
    }
}
