package com.atomiton.events.transport.unix;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.UserPrincipal;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

/**
 * What this process can tell of users. In a user namespace, such as that of a rootless container, the kernel shows all
 * users that the namespace does not know as one and the same: who looks like that one may be anybody.
 *
 * @param anybody the user whom all unknown ones look like; {@code null} if none is unknown
 */
record UserNamespace(@Nullable UserPrincipal anybody) {

    private static final Log logger = LogFactory.getLog(UserNamespace.class);

    private static final Path MAP = Path.of("/proc/self/uid_map");
    private static final Path OVERFLOW_ID = Path.of("/proc/sys/kernel/overflowuid");

    /** How many ids there are: the last one of 32 bits means none. */
    private static final long ALL = 0xFFFF_FFFFL;

    private static final int LENGTH = 2;

    static UserNamespace ofThisProcess() {
        if (!Files.isReadable(MAP)) {
            return new UserNamespace(null); // Only Linux has them
        }
        try {
            return of(Files.readString(MAP), readAtOnce(OVERFLOW_ID));
        } catch (IOException e) {
            logger.warn("It is not known which users this process can tell apart: " + IoReason.of(e));
            return new UserNamespace(null);
        }
    }

    /** Such a file has an end after the first read, which {@link Files#readString} has fetch one byte. */
    private static String readAtOnce(Path path) throws IOException {
        byte[] bytes = new byte[16];
        try (InputStream in = Files.newInputStream(path)) {
            return new String(bytes, 0, Math.max(0, in.read(bytes)), StandardCharsets.US_ASCII);
        }
    }

    /**
     * What the kernel's files mean.
     *
     * @param map lines of the first id inside, the first id outside, and how many there are
     */
    static UserNamespace of(String map, String overflowId) throws IOException {
        long known = map.lines()
                .map(line -> line.strip().split("\\s+"))
                .filter(ids -> ids.length > LENGTH)
                .mapToLong(ids -> Long.parseLong(ids[LENGTH]))
                .sum();
        return new UserNamespace(known >= ALL ? null : OwnUser.ofId(overflowId.strip()));
    }

    /** Whether a user may be any of those that the namespace does not know. */
    boolean mayBeAnybody(UserPrincipal user) {
        return user.equals(anybody);
    }
}
