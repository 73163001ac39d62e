package com.atomiton.events.transport.unix;

import static java.nio.file.LinkOption.NOFOLLOW_LINKS;

import com.atomiton.events.LogText;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.attribute.UserPrincipal;
import org.jspecify.annotations.Nullable;

/**
 * What decides where the default directory is.
 *
 * @param xdgRuntimeDir the variable {@code XDG_RUNTIME_DIR}
 * @param temporaryDirectory the system property {@code java.io.tmpdir}
 * @param user the system property {@code user.name}, or the id of a user who has none
 */
record HostEnvironment(@Nullable String xdgRuntimeDir, String temporaryDirectory, String user) {

    private static final String DIRECTORY = "atomiton-events";

    private static final String NAMELESS = "?";

    /**
     * A default directory.
     *
     * @param passedOver why it is not the one that the variable names, in a sentence; {@code null} if it is
     */
    record DefaultDirectory(Path path, @Nullable String passedOver) {}

    static HostEnvironment ofThisProcess() {
        return new HostEnvironment(
                System.getenv("XDG_RUNTIME_DIR"), System.getProperty("java.io.tmpdir", "/tmp"), userName());
    }

    /** Where the user has no name, as in many containers, the JVM says "?" of all such users: then its id. */
    private static String userName() {
        String name = System.getProperty("user.name", NAMELESS);
        if (!name.equals(NAMELESS)) {
            return name;
        }
        try {
            return OwnUser.get().getName();
        } catch (IOException e) {
            return name;
        }
    }

    /**
     * The default directory. The variable is passed over if it names no directory of this user's: after {@code sudo -E} it
     * is that of another user, who must not be locked out of it.
     *
     * @throws IllegalArgumentException if there is none, since the temporary directory's name cannot be used either
     */
    DefaultDirectory defaultDirectory() {
        // The XDG specification has relative paths ignored
        if (xdgRuntimeDir == null || !xdgRuntimeDir.startsWith("/")) {
            return new DefaultDirectory(inTemporaryDirectory(), null);
        }
        String problem;
        try {
            Path parent = Path.of(xdgRuntimeDir);
            problem = problemOf(parent);
            if (problem == null) {
                return new DefaultDirectory(parent.resolve(DIRECTORY), null);
            }
        } catch (InvalidPathException e) {
            problem = PathProblem.of(e);
        }
        Path instead = inTemporaryDirectory();
        return new DefaultDirectory(
                instead,
                "XDG_RUNTIME_DIR is '" + LogText.escape(xdgRuntimeDir) + "', but " + problem
                        + ": the default directory is '" + instead + "' instead");
    }

    private static @Nullable String problemOf(Path parent) {
        try {
            if (!Files.isDirectory(parent)) {
                return "there is no such directory";
            }
            UserPrincipal own = OwnUser.get();
            String owner = otherOwner(Files.getOwner(parent), own);
            if (owner != null) {
                return "that belongs to " + owner;
            }
            Path directory = parent.resolve(DIRECTORY);
            owner = Files.exists(directory, NOFOLLOW_LINKS)
                    ? otherOwner(Files.getOwner(directory, NOFOLLOW_LINKS), own)
                    : null;
            return owner == null ? null : "'" + directory + "' belongs to " + owner;
        } catch (IOException e) {
            return "it cannot be found out whose that is (" + IoReason.of(e) + ")";
        } catch (UnsupportedOperationException e) {
            return null; // Where files have no owners, the check of the directory says so
        }
    }

    private static @Nullable String otherOwner(UserPrincipal owner, UserPrincipal own) {
        return owner.equals(own)
                ? null
                : "user '" + LogText.escape(owner.getName()) + "' and not to '" + LogText.escape(own.getName()) + "'";
    }

    private Path inTemporaryDirectory() {
        String name = DIRECTORY + "-" + user.replaceAll("[^A-Za-z0-9._-]", "_");
        try {
            return Path.of(temporaryDirectory, name);
        } catch (InvalidPathException e) {
            throw new IllegalArgumentException(
                    "'java.io.tmpdir' must be the path of a directory, but was \"" + LogText.escape(temporaryDirectory)
                            + "\": " + PathProblem.of(e),
                    e);
        }
    }
}
