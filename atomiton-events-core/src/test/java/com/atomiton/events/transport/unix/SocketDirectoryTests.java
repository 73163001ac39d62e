package com.atomiton.events.transport.unix;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assumptions.assumeThat;

import com.atomiton.events.transport.unix.SocketDirectory.Others;
import com.atomiton.events.transport.unix.SocketDirectoryException.Kind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

@DisabledOnOs(OS.WINDOWS)
class SocketDirectoryTests {

    @TempDir
    private Path parent;

    private Path directory;

    @BeforeEach
    void choose() {
        directory = parent.resolve("sockets");
    }

    @Test
    void aNewDirectoryIsForUsAlone() throws IOException {
        SocketDirectory prepared = SocketDirectory.prepare(directory, false, Others.KEPT_OUT);

        assertThat(prepared.user()).isEqualTo(Files.getOwner(directory));
        assertThat(mode(directory)).isEqualTo("rwx------");
        assertThat(directory).isEmptyDirectory();
        SocketDirectory.prepare(directory, false, Others.KEPT_OUT);
    }

    @Test
    void parentsAreCreatedOfADefaultDirectoryOnly() throws IOException {
        Path deep = directory.resolve("deep");

        refused(deep, Others.KEPT_OUT, Kind.NOT_CREATABLE);
        SocketDirectory.prepare(deep, true, Others.MAY_LOOK);

        assertThat(mode(directory)).isEqualTo("rwx------");
        assertThat(mode(deep)).isEqualTo("rwxr-xr-x");
    }

    @Test
    void aSymbolicLinkIsRefusedAlsoToADirectoryOfOurs() throws IOException {
        Path real = SocketDirectory.prepare(parent.resolve("real"), false, Others.KEPT_OUT)
                .path();
        Files.createSymbolicLink(directory, real);

        refused(directory, Others.KEPT_OUT, Kind.SYMBOLIC_LINK);
    }

    @Test
    void aFileIsRefused() throws IOException {
        Files.createFile(directory);

        refused(directory, Others.KEPT_OUT, Kind.NOT_A_DIRECTORY);
    }

    @Test
    void aDirectoryThatLetsOthersInIsRefusedUnlessOthersAreAllowedAndThenIfTheyCanChangeIt() throws IOException {
        Files.createDirectory(directory);
        setMode("rwx--x--x");
        refused(directory, Others.KEPT_OUT, Kind.OPEN_TO_OTHERS);
        SocketDirectory.prepare(directory, false, Others.MAY_LOOK);

        setMode("rwxrwx---");
        refused(directory, Others.MAY_LOOK, Kind.OPEN_TO_OTHERS);
        setMode("rwxr-x-w-");
        refused(directory, Others.MAY_LOOK_IF_LET, Kind.OPEN_TO_OTHERS);
    }

    @Test
    void aDirectoryOfAnotherUserIsRefused() throws IOException {
        Files.createDirectory(
                directory, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        assumeThat(OtherUser.isAvailable()).as(OtherUser.WHY_NOT).isTrue();
        OtherUser.give(directory);

        refused(directory, Others.KEPT_OUT, Kind.FOREIGN_OWNER);
    }

    /** Not even for the blink of an eye, by which one finds out who one is. */
    @Test
    void inADirectoryOfAnotherUserNothingIsEverCreated() throws IOException {
        assumeThat(OtherUser.isAvailable()).as(OtherUser.WHY_NOT).isTrue();
        Files.createDirectory(directory);
        OtherUser.give(directory);
        FileTime before = Files.getLastModifiedTime(directory);

        refused(directory, Others.KEPT_OUT, Kind.FOREIGN_OWNER);
        refused(directory.resolve("deep"), Others.KEPT_OUT, Kind.NOT_CREATABLE);
        assertThatExceptionOfType(SocketDirectoryException.class)
                .isThrownBy(() -> SocketDirectory.prepareForAliveFiles(directory.resolve("deep/deeper")))
                .withMessageContainingAll("is not created in '" + directory + "'", "user 'nobody'", "'root'");

        assertThat(directory).isEmptyDirectory();
        assertThat(Files.getLastModifiedTime(directory)).isEqualTo(before);
    }

    @Test
    void inADirectoryForAllOneOfOursIsCreatedWhosesoeverThatIs() throws IOException {
        assumeThat(OtherUser.isAvailable()).as(OtherUser.WHY_NOT).isTrue();
        Files.createDirectory(directory);
        Files.setAttribute(directory, "unix:mode", 01777);
        OtherUser.give(directory);

        assertThat(SocketDirectory.prepare(directory.resolve("ours"), false, Others.KEPT_OUT)
                        .path())
                .isDirectory();
    }

    /** To close it to others, as is advised otherwise, would close /tmp. */
    @Test
    void nobodyIsAdvisedToCloseADirectoryThatIsForAll() throws IOException {
        Files.createDirectory(directory);
        Files.setAttribute(directory, "unix:mode", 01777);

        assertThatExceptionOfType(SocketDirectoryException.class)
                .isThrownBy(() -> SocketDirectory.prepare(directory, false, Others.KEPT_OUT))
                .withMessageContaining("a directory of your own, such as '" + directory + "/main/main.sock'")
                .withMessageNotContaining("chmod");
    }

    @Test
    void aDirectoryThatCannotBeWrittenToIsRefused() throws IOException {
        Files.createDirectory(directory);
        setMode("r-x------");
        assumeThat(Files.isWritable(directory))
                .as("the superuser can write everywhere")
                .isFalse();

        refused(directory, Others.KEPT_OUT, Kind.NOT_WRITABLE);
    }

    private static void refused(Path path, Others others, Kind kind) {
        assertThatExceptionOfType(SocketDirectoryException.class)
                .isThrownBy(() -> SocketDirectory.prepare(path, false, others))
                .satisfies(e -> assertThat(e.kind()).isEqualTo(kind))
                .satisfies(e -> assertThat(e.path()).isEqualTo(path))
                .withMessageContainingAll("'" + path + "'", "atomiton.events.socket.path");
    }

    private void setMode(String mode) throws IOException {
        Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString(mode));
    }

    private static String mode(Path path) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
    }
}
