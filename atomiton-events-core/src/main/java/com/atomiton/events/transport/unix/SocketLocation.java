package com.atomiton.events.transport.unix;

import com.atomiton.events.LogText;
import com.atomiton.events.transport.unix.HostEnvironment.DefaultDirectory;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.regex.Pattern;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

/**
 * Where a namespace's socket is, and where this process keeps its alive file.
 *
 * @param socket the absolute path of the socket
 * @param runtimeDirectory the absolute path of this user's default directory: the alive file's place also where the
 *     socket is elsewhere, since that socket may be a proxy's. If the socket is elsewhere, nothing fails without it
 */
public record SocketLocation(Path socket, Path runtimeDirectory) {

    private static final Log logger = LogFactory.getLog(SocketLocation.class);

    private static final Pattern NAMESPACE = Pattern.compile("[A-Za-z0-9._-]{1,64}");

    private static final String SOCKET = ".sock";

    /**
     * Checks the paths.
     *
     * @throws SocketPathTooLongException if the socket's path has more than 106 bytes, 102 on macOS
     */
    public SocketLocation {
        socket = socket.toAbsolutePath();
        runtimeDirectory = runtimeDirectory.toAbsolutePath();
        if (socket.getParent() == null) {
            throw new IllegalArgumentException(
                    "'atomiton.events.socket.path' must name a file in a directory, but was \"" + socket + "\"");
        }
        int bytes = socket.toString().getBytes(PathProblem.fileSystemEncoding()).length;
        if (bytes > limit()) {
            int namespace = isIn(socket, runtimeDirectory)
                    ? socket.getFileName().toString().length() - SOCKET.length()
                    : 0;
            throw new SocketPathTooLongException(socket, bytes, limit(), namespace);
        }
    }

    /**
     * The location that the properties name.
     *
     * @param namespace {@code atomiton.events.namespace}
     * @param path {@code atomiton.events.socket.path}; {@code null} or empty for the default, which is
     *     {@code $XDG_RUNTIME_DIR/atomiton-events/<namespace>.sock} or, if that variable names no directory of this
     *     user's, {@code atomiton-events-<user>/<namespace>.sock} below {@code java.io.tmpdir}
     * @throws IllegalArgumentException if the namespace does not match {@code [A-Za-z0-9._-]{1,64}}, or the path is none
     * @throws SocketPathTooLongException if the socket's path has more than 106 bytes, 102 on macOS
     */
    public static SocketLocation of(String namespace, @Nullable String path) {
        return of(namespace, path, HostEnvironment.ofThisProcess());
    }

    static SocketLocation of(String namespace, @Nullable String path, HostEnvironment environment) {
        if (!NAMESPACE.matcher(namespace).matches()) {
            throw new IllegalArgumentException(
                    "'atomiton.events.namespace' must match " + NAMESPACE + ", but was \"" + namespace + "\"");
        }
        if (path == null || path.isBlank()) {
            DefaultDirectory directory = environment.defaultDirectory();
            if (directory.passedOver() != null) {
                logger.warn(directory.passedOver());
            }
            return new SocketLocation(directory.path().resolve(namespace + SOCKET), directory.path());
        }
        Path socket = parsed(path);
        return new SocketLocation(socket, defaultOrBeside(socket, environment));
    }

    /** Who names a path needs no default directory. */
    private static Path defaultOrBeside(Path socket, HostEnvironment environment) {
        try {
            return environment.defaultDirectory().path();
        } catch (IllegalArgumentException none) {
            return socket.resolveSibling("");
        }
    }

    private static Path parsed(String path) {
        try {
            return Path.of(path);
        } catch (InvalidPathException e) {
            // Also a NUL, by which other systems name sockets that no directory protects
            throw new IllegalArgumentException(
                    "'atomiton.events.socket.path' must be the path of a file, but was \"" + LogText.escape(path)
                            + "\": " + PathProblem.of(e),
                    e);
        }
    }

    /** The directory of the socket. */
    Path directory() {
        Path parent = socket.getParent();
        return parent == null ? socket : parent;
    }

    /** Whether the socket is in the default directory. */
    boolean hasDefaultDirectory() {
        return isIn(socket, runtimeDirectory);
    }

    private static boolean isIn(Path file, Path directory) {
        return directory.equals(file.getParent());
    }

    private static int limit() {
        // sun_path less the final zero and one byte that the JDK keeps
        return System.getProperty("os.name", "").toLowerCase(Locale.ROOT).startsWith("mac") ? 102 : 106;
    }
}
