package com.atomiton.events.bus;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import com.atomiton.events.ConductorErrorHandler;
import com.atomiton.events.Peer;
import com.atomiton.events.ProcessRole;
import com.atomiton.events.RemoteEventException;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

class ErrorReporterTests {

    private static final String FORGED = "a\n2026-01-01 INFO forged";

    private final Logger logger = (Logger) LoggerFactory.getLogger(ErrorReporter.class);
    private final ListAppender<ILoggingEvent> log = new ListAppender<>();

    @BeforeEach
    void capture() {
        log.start();
        logger.addAppender(log);
    }

    @AfterEach
    void release() {
        logger.detachAppender(log);
    }

    @Test
    void anErrorHandlerThatThrowsWhatItWasGivenIsSurvivedAndLogged() {
        IllegalStateException failure = new IllegalStateException("broken");

        report(failure, (thrown, event, listener) -> {
            throw failure;
        });

        assertThat(log.list)
                .extracting(ILoggingEvent::getFormattedMessage)
                .singleElement()
                .asString()
                .contains("ConductorErrorHandler", "a:b", "the listener");
    }

    @Test
    void whatAPeerSaidForgesNoLineAlsoIfTheErrorHandlerFails() {
        report(new RemoteEventException(FORGED, FORGED, null, null, Map.of()), (failure, event, listener) -> {
            throw new IllegalStateException("the handler's own");
        });

        assertThat(log.list).singleElement().satisfies(logged -> {
            assertThat(logged.getThrowableProxy()).isNull();
            assertThat(logged.getFormattedMessage()).contains("the handler's own", "forged");
            assertThat(logged.getFormattedMessage().lines()).noneMatch(line -> line.startsWith("2026"));
        });
    }

    @Test
    void aListenerThatFailsOnEachEventDoesNotFillTheLogAndAnotherOneIsStillHeard() {
        Logger ofHandler = (Logger) LoggerFactory.getLogger(LoggingErrorHandler.class);
        ofHandler.addAppender(log);
        try {
            LoggingErrorHandler handler = new LoggingErrorHandler();
            IncomingEvent event =
                    new IncomingEvent("a:b", 1, new Peer("1", "editor", ProcessRole.RENDERER), Map.of(), null, null);
            for (int i = 0; i < 1_000; i++) {
                handler.handleError(new IllegalStateException("broken"), event, "one");
            }
            handler.handleError(new IllegalStateException("broken"), event, "another");

            assertThat(log.list)
                    .hasSize(6)
                    .last()
                    .satisfies(logged ->
                            assertThat(logged.getFormattedMessage()).startsWith("Listener another failed on 'a:b'"));
        } finally {
            ofHandler.detachAppender(log);
        }
    }

    private static void report(Throwable failure, ConductorErrorHandler handler) {
        Peer editor = new Peer("1", "editor", ProcessRole.RENDERER);
        new ErrorReporter(handler)
                .report(failure, new IncomingEvent("a:b", 1, editor, Map.of(), null, null), "the listener");
    }
}
