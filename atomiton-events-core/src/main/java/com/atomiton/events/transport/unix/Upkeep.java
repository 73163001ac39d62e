package com.atomiton.events.transport.unix;

import com.atomiton.events.Failures;
import java.io.IOException;
import java.time.Duration;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

/**
 * Looks after files of ours while we run, since somebody may delete, replace or lock them away: the user by mistake, or a
 * cleaner of {@code /tmp}. Runs every {@link #INTERVAL} on the loop's thread; a failure is logged once, and what failed is
 * tried again.
 */
final class Upkeep {

    private static final Log logger = LogFactory.getLog(Upkeep.class);

    static final Duration INTERVAL = Duration.ofSeconds(2);

    private final Duration interval;
    private final Work work;
    private @Nullable String failure;

    /** What is to be done again and again. */
    interface Work {

        void run() throws IOException;
    }

    private Upkeep(Duration interval, Work work) {
        this.interval = interval;
        this.work = work;
    }

    /** Starts after one interval. On any thread. */
    static void start(SelectorLoop loop, Duration interval, Work work) {
        Upkeep upkeep = new Upkeep(interval, work);
        loop.execute(() -> loop.repeat(interval, upkeep::run));
    }

    private void run() {
        try {
            work.run();
            failure = null;
        } catch (IOException | RuntimeException | Error e) {
            String told = Failures.text(e);
            if (!told.equals(failure)) {
                logger.error(
                        explain(e) + " Connections that are open stay open. It is tried again every "
                                + interval.toMillis() + " ms, and logged again only for another reason",
                        logger.isDebugEnabled() ? e : null);
            }
            failure = told;
        }
    }

    private static String explain(Throwable e) {
        return e instanceof SocketSetupException setup
                ? setup.problem() + ". " + setup.action() + "."
                : "A file of the event bus cannot be kept: " + Failures.text(e) + ".";
    }
}
