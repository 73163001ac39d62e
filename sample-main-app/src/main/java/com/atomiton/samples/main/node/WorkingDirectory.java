package com.atomiton.samples.main.node;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/**
 * The one directory that nodes read and write in. No path leads out of it, be it absolute, with {@code ..}, or through
 * a symbolic link. What is checked stays true as long as no other program replaces directories by links meanwhile.
 */
public final class WorkingDirectory {

    private final Path root;

    /**
     * Below this directory, which is made if it is missing.
     *
     * @throws IOException if it cannot be made
     */
    public WorkingDirectory(Path directory) throws IOException {
        Files.createDirectories(directory);
        this.root = directory.toRealPath();
    }

    /**
     * The file or directory of this path, whether it exists or not.
     *
     * @param path relative to the working directory; {@code .} is the directory itself
     * @throws PathEscapeException if it leads outside
     */
    Path resolve(String path) throws IOException {
        Path relative;
        try {
            relative = Path.of(path);
        } catch (InvalidPathException invalid) {
            throw new PathEscapeException(path, "it is not a path", invalid);
        }
        if (relative.isAbsolute()) {
            throw new PathEscapeException(path, "it is absolute", null);
        }
        Path resolved = root;
        for (Path part : relative) {
            if (part.toString().equals("..")) {
                throw new PathEscapeException(path, "it goes up with ..", null);
            }
            resolved = resolved.resolve(part).normalize();
            if (Files.isSymbolicLink(resolved) && !staysInside(resolved)) {
                throw new PathEscapeException(path, "a symbolic link in it leads outside", null);
            }
        }
        return resolved;
    }

    /** A link whose end does not exist is as bad: writing could create it. */
    private boolean staysInside(Path link) throws IOException {
        return Files.exists(link) && link.toRealPath().startsWith(root);
    }

    /**
     * Writes a file so that readers see the old or the new one and never a part. Directories on the way are made.
     *
     * @return the file
     */
    Path write(String path, Content content) throws IOException {
        Path file = resolve(path);
        if (file.equals(root) || Files.isDirectory(file)) {
            throw new PathEscapeException(path, "it is a directory, not a file", null);
        }
        Path directory = file.getParent();
        Files.createDirectories(directory);
        Path temporary = Files.createTempFile(directory, ".", ".tmp");
        try {
            content.writeTo(temporary);
            Files.move(temporary, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(temporary);
        }
        return file;
    }

    /** Writes the content of a file. */
    @FunctionalInterface
    interface Content {

        void writeTo(Path file) throws IOException;
    }
}
