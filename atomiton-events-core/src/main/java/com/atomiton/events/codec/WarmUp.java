package com.atomiton.events.codec;

import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

/**
 * Writes and reads what a handshake consists of, so that the first process that connects need not wait while Jackson is
 * loaded. On a daemon thread of its own, which ends by itself; once for each process, since classes are loaded once.
 */
public final class WarmUp implements Runnable {

    private static final Log log = LogFactory.getLog(WarmUp.class);
    private static final AtomicBoolean begun = new AtomicBoolean();

    private WarmUp() {}

    /** Begins, unless this process has before. */
    public static void begin() {
        if (begun.compareAndSet(false, true)) {
            try {
                Thread thread = new Thread(new WarmUp(), "atomiton-events-warm-up");
                thread.setDaemon(true);
                thread.start();
            } catch (Throwable noThread) {
                // Also an Error: nothing depends on it, and the next bus tries again.
                begun.set(false);
            }
        }
    }

    @Override
    public void run() {
        try {
            warm();
        } catch (RuntimeException failed) {
            log.debug("Not warm, so the first connection takes longer", failed);
        }
    }

    static void warm() {
        ControlCodec codec = new ControlCodec();
        int frame = Hello.LEAST_MAX_FRAME;
        byte[] hello = codec.write(new Hello(
                1, "", "", "", 0, null, 0, 1, List.of(JacksonEventCodecs.JSON), frame, null, Map.of(), null, null));
        codec.version(hello);
        codec.read(hello, Hello.class);
        codec.write(new Welcome(1, "", "", 0, "", false, 0, 1, JacksonEventCodecs.JSON, frame, null, Map.of(), null));
        codec.read(codec.write(new Interest(List.of(), List.of())), Interest.class);
    }
}
