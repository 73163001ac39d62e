package com.atomiton.events.transport.unix;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.atomiton.events.ChildFirstLoader;
import java.io.IOException;
import java.lang.reflect.Method;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.UserPrincipal;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** On Linux closing any channel of a file releases the locks that the JVM has on it. */
@EnabledOnOs(OS.LINUX)
class HeldFileTests {

    @TempDir
    private Path directory;

    private Path file;
    private UserPrincipal user;

    @BeforeEach
    void name() throws IOException {
        file = Files.createFile(directory.toRealPath().resolve("held.alive"));
        user = Files.getOwner(file);
    }

    @Test
    void whatAnotherApplicationOfTheJvmHoldsIsNeverOpened() throws Exception {
        AutoCloseable others = heldByAnotherClassLoader();

        for (int i = 0; i < 20; i++) {
            assertThat(HeldFile.deleteIfUnheld(file, user)).isFalse();
            assertThatThrownBy(() -> HeldFile.hold(file, StandardOpenOption.CREATE))
                    .isInstanceOf(FileHeldException.class);
        }

        assertThat(openChannels()).isOne();
        others.close();
        HeldFile.hold(file, StandardOpenOption.CREATE).close();
        assertThat(openChannels()).isZero();
    }

    @Test
    void whatSomethingElseOfTheJvmHoldsIsOpenedOnceHoweverOftenItIsTried() throws Exception {
        try (FileChannel others = FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
            others.lock();
            for (int i = 0; i < 20; i++) {
                assertThat(HeldFile.deleteIfUnheld(file, user)).isFalse();
                assertThatThrownBy(() -> HeldFile.hold(file, StandardOpenOption.CREATE))
                        .isInstanceOf(FileHeldException.class);
            }
            assertThat(openChannels()).isEqualTo(2);
        }

        HeldFile.hold(file, StandardOpenOption.CREATE).close();
        assertThat(openChannels()).isZero();
    }

    @Test
    void manyTimesHeldAndReleasedLeavesNothing() throws Exception {
        int properties = System.getProperties().size();
        for (int i = 0; i < 50; i++) {
            HeldFile.hold(file, StandardOpenOption.CREATE).close();
        }

        assertThat(openChannels()).isZero();
        assertThat(System.getProperties()).hasSize(properties);
    }

    private AutoCloseable heldByAnotherClassLoader() throws Exception {
        Class<?> copy = new ChildFirstLoader().loadClass(HeldFile.class.getName());
        assertThat(copy).isNotSameAs(HeldFile.class);
        Method hold = copy.getDeclaredMethod("hold", Path.class, OpenOption.class);
        hold.setAccessible(true);
        return (AutoCloseable) hold.invoke(null, file, StandardOpenOption.CREATE);
    }

    private long openChannels() throws IOException {
        try (Stream<Path> descriptors = Files.list(Path.of("/proc/self/fd"))) {
            return descriptors.filter(this::isOfFile).count();
        }
    }

    private boolean isOfFile(Path descriptor) {
        try {
            return Files.readSymbolicLink(descriptor).equals(file);
        } catch (IOException closed) {
            return false;
        }
    }
}
