package com.atomiton.events.transport.unix;

import static java.nio.file.LinkOption.NOFOLLOW_LINKS;

import com.atomiton.events.transport.unix.SocketDirectoryException.Kind;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.nio.file.attribute.UserPrincipal;
import java.util.Collections;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A directory that has been found to be ours. It is what protects the socket: {@code bind} also listens, so between that
 * and the change of the socket's mode only the directory keeps others out.
 *
 * @param path the directory
 * @param user its owner, who is the user of this process
 */
record SocketDirectory(Path path, UserPrincipal user) {

    private static final String SUPERUSER = "0";
    private static final int STICKY = 01000;

    /** What the mode of a directory may let other users do. */
    enum Others {
        /** Nothing. */
        KEPT_OUT("rwx------", "rwxrwx"),
        /** Reach the files in it. Nobody else may ever create, rename or delete them. */
        MAY_LOOK("rwxr-xr-x", "-w--w-"),
        /** What they may in a directory that is there; in a new one nothing. */
        MAY_LOOK_IF_LET("rwx------", "-w--w-");

        private final Set<PosixFilePermission> created;
        private final Set<PosixFilePermission> forbidden;

        Others(String created, String forbidden) {
            this.created = PosixFilePermissions.fromString(created);
            this.forbidden = PosixFilePermissions.fromString("---" + forbidden);
        }
    }

    /**
     * Creates the directory if it does not exist, and checks it.
     *
     * @param withParents whether to create its parents too
     * @throws SocketDirectoryException if it is not ours
     */
    static SocketDirectory prepare(Path path, boolean withParents, Others others) {
        try {
            create(path, withParents, others);
            return check(path, others);
        } catch (IOException | UnsupportedOperationException e) {
            throw new SocketDirectoryException(
                    path,
                    Kind.NOT_CREATABLE,
                    "The directory '" + path + "' does not exist and cannot be created: " + IoReason.of(e),
                    "Create it with mode 700, or set 'atomiton.events.socket.path' to a path in a directory of yours",
                    e);
        }
    }

    /** Creates or checks the directory of alive files. */
    static SocketDirectory prepareForAliveFiles(Path path) {
        // A main with allowed users may have let others look into the directory; that does not harm the alive files
        return prepare(path, true, Others.MAY_LOOK_IF_LET);
    }

    /** The outermost directory on the way to this one that only its owner may pass; {@code null} if there is none. */
    static @Nullable Path closedToOthers(Path path) throws IOException {
        Path parent = path.getParent();
        Path closed = parent == null ? null : closedToOthers(parent);
        if (closed != null) {
            return closed;
        }
        Set<PosixFilePermission> mode = Files.getPosixFilePermissions(path);
        return mode.contains(PosixFilePermission.OTHERS_EXECUTE) || mode.contains(PosixFilePermission.GROUP_EXECUTE)
                ? null
                : path;
    }

    private static void create(Path path, boolean withParents, Others others) throws IOException {
        if (Files.exists(path, NOFOLLOW_LINKS)) {
            return;
        }
        requireNotAnothers(path);
        Path parent = path.getParent();
        if (withParents && parent != null) {
            Files.createDirectories(parent, mode(Others.KEPT_OUT.created));
        }
        try {
            Files.createDirectory(path, mode(Others.KEPT_OUT.created));
        } catch (FileAlreadyExistsException e) {
            return; // Another process of ours was faster, or somebody else was: the check will tell
        }
        Files.setPosixFilePermissions(path, others.created);
    }

    /**
     * A superuser, or whoever may write to it, must not put a directory into one of another user, who would be locked out
     * of it. One of the superuser's, or that is for all as {@code /tmp} is, is nobody's own.
     */
    private static void requireNotAnothers(Path path) throws IOException {
        Path above = path.getParent();
        while (above != null && !Files.exists(above)) {
            above = above.getParent();
        }
        if (above == null) {
            return;
        }
        UserPrincipal owner = Files.getOwner(above);
        UserPrincipal user = OwnUser.get();
        if (owner.equals(user) || owner.equals(OwnUser.ofId(SUPERUSER)) || isForAll(above)) {
            return;
        }
        throw new SocketDirectoryException(
                path,
                Kind.NOT_CREATABLE,
                "The directory '" + path + "' does not exist, and is not created in '" + above
                        + "', which belongs to user '" + owner.getName() + "' and not to '" + user.getName() + "'",
                "Set 'atomiton.events.socket.path' to a path in a directory of yours, or start this process as user '"
                        + owner.getName() + "'",
                null);
    }

    /** Everybody may put files there, and nobody may take those of others away. */
    private static boolean isForAll(Path directory) throws IOException {
        return ((Integer) Files.getAttribute(directory, "unix:mode") & STICKY) != 0;
    }

    private static SocketDirectory check(Path path, Others others) throws IOException {
        PosixFileAttributes attributes = Files.readAttributes(path, PosixFileAttributes.class, NOFOLLOW_LINKS);
        if (attributes.isSymbolicLink()) {
            throw refused(path, Kind.SYMBOLIC_LINK, "is a symbolic link", insteadOfALink(path));
        }
        if (!attributes.isDirectory()) {
            throw refused(path, Kind.NOT_A_DIRECTORY, "is not a directory", "to a path in a directory of yours");
        }
        // Before anything is created in it
        UserPrincipal user = OwnUser.get();
        if (!attributes.owner().equals(user)) {
            throw refused(
                    path,
                    Kind.FOREIGN_OWNER,
                    "belongs to user '" + attributes.owner().getName() + "' and not to '" + user.getName() + "'",
                    "to a path in a directory of yours");
        }
        requireWritable(path, user);
        if (!Collections.disjoint(attributes.permissions(), others.forbidden)) {
            throw refused(
                    path,
                    Kind.OPEN_TO_OTHERS,
                    "has the mode " + PosixFilePermissions.toString(attributes.permissions())
                            + ", which gives other users too much",
                    isForAll(path)
                            ? "to a path in a directory of your own, such as '" + path.resolve("main/main.sock") + "'"
                            : "to a path in another directory, or run: chmod "
                                    + (others == Others.KEPT_OUT ? "700" : "go-w") + " '" + path + "'");
        }
        return new SocketDirectory(path, user);
    }

    private static String insteadOfALink(Path link) {
        try {
            return "to a path in the directory that it leads to, '" + link.toRealPath() + "'";
        } catch (IOException e) {
            return "to a path in a directory of yours";
        }
    }

    /** Not even with every right, if the file system is full or read-only: then no other mode would help. */
    private static void requireWritable(Path directory, UserPrincipal owner) {
        try {
            Files.delete(Files.createTempFile(directory, "owner", null));
        } catch (IOException e) {
            throw new SocketDirectoryException(
                    directory,
                    Kind.NOT_WRITABLE,
                    "The directory '" + directory + "' of user '" + owner.getName() + "' cannot be written to: "
                            + (e instanceof AccessDeniedException
                                    ? "this process may not create files in it"
                                    : IoReason.of(e)),
                    "Set 'atomiton.events.socket.path' to a path in a directory of yours that can be written to",
                    e);
        }
    }

    private static SocketDirectoryException refused(Path path, Kind kind, String problem, String instead) {
        return new SocketDirectoryException(
                path,
                kind,
                "The directory '" + path + "' " + problem,
                "Set 'atomiton.events.socket.path' " + instead,
                null);
    }

    private static FileAttribute<Set<PosixFilePermission>> mode(Set<PosixFilePermission> permissions) {
        return PosixFilePermissions.asFileAttribute(permissions);
    }
}
