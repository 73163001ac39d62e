package com.atomiton.events.transport.unix;

import com.atomiton.events.LogText;
import java.nio.charset.Charset;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Where a namespace's socket is, and where this process keeps its alive file.
 *
 * @param socket the absolute path of the socket
 * @param runtimeDirectory the absolute path of this user's default directory: the alive file's place also where the
 *     socket is elsewhere, since that socket may be a proxy's
 */
public record SocketLocation(Path socket, Path runtimeDirectory) {

    private static final Pattern NAMESPACE = Pattern.compile("[A-Za-z0-9._-]{1,64}");

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
        int bytes = socket.toString().getBytes(fileSystemEncoding()).length;
        if (bytes > limit()) {
            throw new SocketPathTooLongException(socket, bytes, limit());
        }
    }

    /**
     * The location that the properties name.
     *
     * @param namespace {@code atomiton.events.namespace}
     * @param path {@code atomiton.events.socket.path}; {@code null} or empty for the default, which is
     *     {@code $XDG_RUNTIME_DIR/atomiton-events/<namespace>.sock} or, without that variable,
     *     {@code atomiton-events-<user>/<namespace>.sock} below {@code java.io.tmpdir}
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
        Path runtimeDirectory = environment.runtimeDirectory();
        return new SocketLocation(
                path == null || path.isBlank() ? runtimeDirectory.resolve(namespace + ".sock") : parsed(path),
                runtimeDirectory);
    }

    private static Path parsed(String path) {
        try {
            return Path.of(path);
        } catch (InvalidPathException e) {
            // Also a NUL, by which other systems name sockets that no directory protects
            throw new IllegalArgumentException(
                    "'atomiton.events.socket.path' must be the path of a file, but was \"" + LogText.escape(path)
                            + "\": " + e.getReason(),
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
        return directory().equals(runtimeDirectory);
    }

    private static int limit() {
        // sun_path less the final zero and one byte that the JDK keeps
        return System.getProperty("os.name", "").toLowerCase(Locale.ROOT).startsWith("mac") ? 102 : 106;
    }

    private static Charset fileSystemEncoding() {
        return Charset.forName(System.getProperty("sun.jnu.encoding", "UTF-8"));
    }
}
