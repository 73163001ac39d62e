package com.atomiton.events.protocol;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/**
 * Which numbered messages the receiver is done with: all up to one number, and ranges above it.
 *
 * <pre>
 * | cumulative (u64) | count (u16) | count × ( first (u64) | last (u64) ) |
 * </pre>
 *
 * @param cumulative all messages up to and including this number; 0 for none
 * @param ranges more of them, ascending, not touching each other or {@code cumulative}
 */
public record Acknowledgement(long cumulative, List<Range> ranges) {

    /** How many ranges one acknowledgement carries at most; what does not fit is told by another. */
    public static final int MAX_RANGES = 256;

    /** Numbers from {@code first} to {@code last}, both included. */
    public record Range(long first, long last) {}

    /** The body of its frame. */
    public byte[] toBytes() {
        ByteBuffer out = ByteBuffer.allocate(Long.BYTES + Short.BYTES + ranges.size() * 2 * Long.BYTES);
        out.putLong(cumulative).putShort((short) ranges.size());
        for (Range range : ranges) {
            out.putLong(range.first).putLong(range.last);
        }
        return out.array();
    }

    /**
     * Reads the body of its frame.
     *
     * @throws ProtocolException if it is none
     */
    public static Acknowledgement of(byte[] body) {
        try {
            ByteBuffer in = ByteBuffer.wrap(body);
            long cumulative = in.getLong();
            int count = in.getShort() & 0xFFFF;
            if (count > MAX_RANGES || cumulative < 0) {
                throw new ProtocolException("an acknowledgement of " + count + " ranges above " + cumulative);
            }
            List<Range> ranges = new ArrayList<>(count);
            long before = cumulative;
            for (int i = 0; i < count; i++) {
                Range range = new Range(in.getLong(), in.getLong());
                if (range.first <= before || range.last < range.first) {
                    throw new ProtocolException("an acknowledgement's ranges are not ascending: " + range);
                }
                before = range.last;
                ranges.add(range);
            }
            return new Acknowledgement(cumulative, List.copyOf(ranges));
        } catch (BufferUnderflowException tooShort) {
            throw new ProtocolException("an acknowledgement of only " + body.length + " bytes");
        }
    }
}
