package com.atomiton.events.simulation;

import com.atomiton.events.protocol.Frame;
import com.atomiton.events.protocol.FrameDecoder;
import com.atomiton.events.protocol.FrameType;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/** Breaks a {@link Rule} in what one end of a connection writes. */
final class Tampering {

    private final Rule rule;
    private final Random random;
    private final FrameDecoder decoder = new FrameDecoder(Integer.MAX_VALUE);
    private boolean interestIsWhole;
    private @Nullable Frame lastChange;

    Tampering(Rule rule, Random random) {
        this.rule = rule;
        this.random = random;
    }

    static boolean breaks(Rule rule) {
        return rule == Rule.INTEREST_LOST || rule == Rule.INTEREST_TWICE || rule == Rule.GAP_LOST;
    }

    byte[] apply(byte[] bytes) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        decoder.feed(ByteBuffer.wrap(bytes), frame -> pass(frame, out));
        return out.toByteArray();
    }

    private void pass(Frame frame, ByteArrayOutputStream out) {
        boolean change = frame.type() == FrameType.INTEREST && interestIsWhole;
        if (frame.type() == FrameType.READY || frame.type() == FrameType.INTEREST) {
            interestIsWhole |= !new String(frame.body(), StandardCharsets.UTF_8).contains("\"more\"");
        }
        boolean lost = rule == Rule.INTEREST_LOST && change && random.nextBoolean()
                || rule == Rule.GAP_LOST && frame.type() == FrameType.GAP;
        if (!lost) {
            out.writeBytes(frame.toBytes());
        }
        if (rule == Rule.INTEREST_TWICE && change) {
            if (lastChange != null) {
                out.writeBytes(lastChange.toBytes());
            }
            lastChange = frame;
        }
    }
}
