package com.atomiton.events.transport.unix;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The process that holds a file, by what it has written into it: its id and, on Linux, its PID namespace. The same id is
 * another process in another container.
 *
 * @param id its id as this process sees it; empty if it is not known, or means something else here
 * @param elsewhere whether it is in another PID namespace
 */
record Holder(OptionalLong id, boolean elsewhere) {

    static final Holder UNKNOWN = new Holder(OptionalLong.empty(), false);

    private static final Path NAMESPACE = Path.of("/proc/self/ns/pid");

    private static final Pattern WRITTEN = Pattern.compile("([0-9]{1,18})(?: (\\S+))?\\s*");

    /** This process. */
    static Holder self() {
        return new Holder(OptionalLong.of(ProcessHandle.current().pid()), false);
    }

    /** What this process writes into the files that it holds. */
    static String own() {
        return (ProcessHandle.current().pid() + " " + namespace()).strip();
    }

    /** Who has written this. */
    static Holder of(String written) {
        Matcher parts = WRITTEN.matcher(written);
        if (!parts.matches()) {
            return UNKNOWN;
        }
        String namespace = parts.group(2);
        return namespace == null || namespace.equals(namespace())
                ? new Holder(OptionalLong.of(Long.parseLong(parts.group(1))), false)
                : new Holder(OptionalLong.empty(), true);
    }

    private static String namespace() {
        try {
            return Files.readSymbolicLink(NAMESPACE).toString();
        } catch (IOException | UnsupportedOperationException e) {
            return ""; // Only Linux has them
        }
    }

    /** Whether it is known that what was written is not left over from a holder that has ended. */
    boolean isCurrent() {
        return elsewhere || id.isPresent() && ProcessHandle.of(id.getAsLong()).isPresent();
    }

    String described() {
        if (elsewhere) {
            return "a process id of another PID namespace (a container's, or the host's)";
        }
        return id.isPresent() ? "process id " + id.getAsLong() : "a process id not known yet";
    }
}
