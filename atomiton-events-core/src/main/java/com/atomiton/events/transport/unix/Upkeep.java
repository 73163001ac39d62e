package com.atomiton.events.transport.unix;

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

    private final SelectorLoop loop;
    private final Duration interval;
    private final Work work;
    private @Nullable String failure;

    /** What is to be done again and again. */
    interface Work {

        /** @return whether it is to be done again */
        boolean run() throws IOException;
    }

    private Upkeep(SelectorLoop loop, Duration interval, Work work) {
        this.loop = loop;
        this.interval = interval;
        this.work = work;
    }

    /** Starts after one interval. On any thread. */
    static void start(SelectorLoop loop, Duration interval, Work work) {
        Upkeep upkeep = new Upkeep(loop, interval, work);
        loop.execute(upkeep::next);
    }

    private void next() {
        loop.schedule(interval, this::run);
    }

    private void run() {
        boolean again = true;
        try {
            again = work.run();
            failure = null;
        } catch (IOException | RuntimeException e) {
            String told = e.toString();
            if (!told.equals(failure)) {
                logger.error(
                        explain(e) + " Connections that are open stay open. It is tried again every "
                                + interval.toMillis() + " ms, and logged again only for another reason",
                        logger.isDebugEnabled() ? e : null);
            }
            failure = told;
        }
        if (again) {
            next();
        }
    }

    private static String explain(Exception e) {
        return e instanceof SocketSetupException setup
                ? setup.problem() + ". " + setup.action() + "."
                : "A file of the event bus cannot be kept: " + e + ".";
    }
}
