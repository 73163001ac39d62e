package com.atomiton.events.transport.unix;

import static java.nio.file.LinkOption.NOFOLLOW_LINKS;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.UserPrincipal;

/**
 * The user that this process acts as, found out without touching a directory that may be somebody else's. It is right
 * also where the user has no name or {@code user.name} was set.
 */
final class OwnUser {

    private static final Path STATUS = Path.of("/proc/self/status");

    /** Where the line of user ids has that of the file system, after its title and the real, effective and saved ones. */
    private static final int FILE_SYSTEM_ID = 4;

    private OwnUser() {}

    /** @throws IOException if neither the kernel says so nor a temporary file can be created */
    static UserPrincipal get() throws IOException {
        if (Files.isReadable(STATUS)) {
            for (String line : Files.readAllLines(STATUS, StandardCharsets.ISO_8859_1)) {
                if (line.startsWith("Uid:")) {
                    return named(ofId(line.split("\\s+")[FILE_SYSTEM_ID]));
                }
            }
        }
        return ownerOfANewFile();
    }

    /** The user with this id, also where it has no name. */
    static UserPrincipal ofId(String id) throws IOException {
        return FileSystems.getDefault().getUserPrincipalLookupService().lookupPrincipalByName(id);
    }

    /** The same with its name, which what the kernel has of this process tells, if it is not kept from others. */
    private static UserPrincipal named(UserPrincipal user) throws IOException {
        UserPrincipal owner = Files.getOwner(STATUS);
        return owner.equals(user) ? owner : user;
    }

    private static UserPrincipal ownerOfANewFile() throws IOException {
        Path file = Files.createTempFile("owner", null);
        try {
            return Files.getOwner(file, NOFOLLOW_LINKS);
        } finally {
            Files.deleteIfExists(file);
        }
    }
}
