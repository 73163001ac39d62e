package com.atomiton.events.transport.unix;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assumptions.assumeThat;
import static org.awaitility.Awaitility.await;

import ch.qos.logback.classic.spi.ILoggingEvent;
import com.atomiton.events.listener.CapturedLog;
import com.atomiton.events.transport.ProcessWatch;
import com.atomiton.events.transport.RecordingHandler;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.nio.file.attribute.UserPrincipal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Who is main, and whose files are whose; with several processes where that makes a difference. */
class MainElectionIntegrationTests {

    private static final long OUR_PID = ProcessHandle.current().pid();

    @TempDir
    private Path directory;

    private Path socket;
    private Path runtime;
    private UnixServerTransport main;

    @BeforeEach
    void create() {
        socket = directory.resolve("main.sock");
        runtime = directory.resolve("runtime");
        main = newMain();
    }

    @AfterEach
    void close() {
        main.close();
    }

    @Test
    void theSocketAndItsLockAreForUsAlone() throws IOException {
        main.start(RecordingHandler::new);

        assertThat(mode(socket)).isEqualTo("rw-------");
        assertThat(mode(lockFile())).isEqualTo("rw-------");
        assertThat(mode(runtime)).isEqualTo("rwx------");
        assertThat(mode(Path.of(main.livenessReference()))).isEqualTo("rw-------");
    }

    @Test
    void withAllowedUsersTheSocketIsForAllAndTheAliveFileIsNot() throws IOException {
        Path shared = directory.resolve("shared/main.sock");
        try (UnixServerTransport server = new UnixServerTransport(
                UnixTransportSettings.of(new SocketLocation(shared, runtime)).withAllowedUsers(Set.of("nobody")))) {
            server.start(RecordingHandler::new);

            assertThat(mode(shared.getParent())).isEqualTo("rwxr-xr-x");
            assertThat(mode(shared)).isEqualTo("rw-rw-rw-");
            assertThat(mode(Path.of(server.livenessReference()))).isEqualTo("rw-------");
        }
    }

    @Test
    void aUserWhoDoesNotExistCannotBeAllowed() {
        UnixTransportSettings settings =
                UnixTransportSettings.of(new SocketLocation(socket, runtime)).withAllowedUsers(Set.of("no\nsuch"));
        try (UnixServerTransport server = new UnixServerTransport(settings)) {
            assertThatExceptionOfType(SocketAccessException.class)
                    .isThrownBy(() -> server.start(RecordingHandler::new))
                    .withMessageContainingAll("no\\u000Asuch", "atomiton.events.security.allowed-users");
        }
    }

    @Test
    void aSecondMainInThisProcessIsRefusedAndDoesNotCostTheFirstItsLock() throws Exception {
        main.start(RecordingHandler::new);

        refusedInThisProcess(OUR_PID);
        // To probe the lock file as if it were an alive file must not release the lock either
        assertThat(main.watch(lockFile().toString(), user())).isNull();
        assertThat(main.watch(main.livenessReference(), user()).hasEnded()).isFalse();

        try (ChildProcess child = childMain()) {
            assertThat(child.line()).isEqualTo("refused by " + OUR_PID);
        }
    }

    @Test
    void aSecondMainIsToldTheFirstOnesProcessIdUntilThatIsKilledAndItsFilesAreTakenOver() throws Exception {
        try (ChildProcess child = childMain();
                UnixClientTransport observer = new UnixClientTransport(settings())) {
            String childReference = child.line().substring("main ".length());
            observer.start(() -> {});
            refusedInThisProcess(child.pid());
            ProcessWatch watch = observer.watch(childReference, user());
            assertThat(watch.hasEnded()).isFalse();

            child.kill();

            assertThat(socket).exists();
            assertThat(childReference)
                    .satisfies(path -> assertThat(Path.of(path)).exists());
            assertThat(watch.hasEnded()).isTrue();
            UnixServerTransport successor = newMain();
            successor.start(RecordingHandler::new);
            successor.close();
            assertThat(socket).doesNotExist();
            assertThat(Path.of(childReference)).doesNotExist();
            assertThat(watch.hasEnded()).as("once deleted").isTrue();
            watch.close();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "999999999"})
    void aSecondMainIsToldTheIdAlsoOfAFirstOneThatHasNotWrittenItYet(String leftOver) throws Exception {
        Files.writeString(lockFile(), leftOver);
        try (ChildProcess child = ChildProcess.start(
                ChildProcess.java(SlowHolder.class, lockFile().toString()))) {
            assertThat(child.line()).isEqualTo("locked");
            Thread starting = Thread.currentThread();
            CompletableFuture<Void> nudge = CompletableFuture.runAsync(() -> {
                await().until(() -> starting.getState() == Thread.State.TIMED_WAITING);
                child.nudge();
            });

            refusedInThisProcess(child.pid());

            assertThat(nudge).succeedsWithin(Duration.ofSeconds(5));
        }
    }

    /** To a path that was named, the namespace makes no difference. */
    @Test
    void whereThePathWasMadeOfTheNamespaceAnotherOneIsAdvisedWhichStarts() {
        SocketLocation one = new SocketLocation(runtime.resolve("one.sock"), runtime);
        SocketLocation other = new SocketLocation(runtime.resolve("other.sock"), runtime);
        try (UnixServerTransport first = new UnixServerTransport(UnixTransportSettings.of(one));
                UnixServerTransport second = new UnixServerTransport(UnixTransportSettings.of(one));
                UnixServerTransport elsewhere = new UnixServerTransport(UnixTransportSettings.of(other))) {
            first.start(RecordingHandler::new);

            assertThatExceptionOfType(MainAlreadyRunningException.class)
                    .isThrownBy(() -> second.start(RecordingHandler::new))
                    .withMessageContaining("another 'atomiton.events.namespace' or 'atomiton.events.socket.path'");
            elsewhere.start(RecordingHandler::new);
        }
    }

    /** Its id would be that of another process here. */
    @Test
    void aSecondMainIsNotToldAnIdOfAnotherPidNamespace() throws Exception {
        String[] options = {"--pid", "--fork", "--kill-child"};
        assumeThat(OtherUser.canUnshare(options))
                .as("a PID namespace of its own for a process")
                .isTrue();
        try (ChildProcess child =
                ChildProcess.start(OtherUser.unshared(ChildProcess.java(ChildMain.class, socket, runtime), options))) {
            assertThat(child.line()).startsWith("main ");

            assertThatExceptionOfType(MainAlreadyRunningException.class)
                    .isThrownBy(() -> main.start(RecordingHandler::new))
                    .satisfies(e -> assertThat(e.holder()).isEmpty())
                    .withMessageContaining("a process id of another PID namespace");
        }
    }

    @Test
    void aClaimMakesThisProcessMainBeforeItStartsAndEndsWithIt() throws Exception {
        main.claim();
        main.claim();
        assertThat(socket).doesNotExist();
        refusedInThisProcess(OUR_PID);

        main.start(RecordingHandler::new);
        main.claim();
        assertThat(socket).exists();
        main.close();
        main.claim();

        try (UnixServerTransport next = newMain()) {
            next.claim();
        }
        try (UnixServerTransport next = newMain()) {
            next.start(RecordingHandler::new);
            assertThat(socket).exists();
        }
    }

    @Test
    void aMainSaysWhereItListens() {
        try (CapturedLog log = CapturedLog.of(UnixServerTransport.class)) {
            main.start(RecordingHandler::new);

            assertThat(log.events())
                    .extracting(ILoggingEvent::getFormattedMessage)
                    .containsExactly("Main listens to the socket '" + socket + "'");
        }
    }

    @Test
    void whatKilledProcessesLeftIsDeletedAtTheNextStart() throws Exception {
        Path left;
        try (ChildProcess child = childMain()) {
            left = Path.of(child.line().substring("main ".length()));
        }
        assertThat(left).exists();

        main.start(RecordingHandler::new);

        assertThat(left).doesNotExist();
        assertThat(Path.of(main.livenessReference())).exists();
    }

    @Test
    void aPeersReferenceCannotMakeUsTouchAnythingElse() throws IOException {
        Path precious = Files.writeString(directory.resolve("precious"), "precious");
        String name = "00000000-0000-0000-0000-000000000000.alive";
        Path link = Files.createSymbolicLink(directory.resolve(name), precious);
        main.start(RecordingHandler::new);

        for (Object reference : List.of(
                precious,
                link,
                directory,
                name,
                directory.resolve("missing").resolve(name),
                Path.of("/").resolve(name).resolve(name),
                "\0",
                "")) {
            assertThat(main.watch(reference.toString(), user()))
                    .as("'%s'", reference)
                    .isNull();
        }

        assertThat(precious).hasContent("precious");
        assertThat(link).exists();
    }

    @Test
    void aProcessThatIsNotSeenToLiveIsNeverProvenToHaveEnded() throws Exception {
        main.start(RecordingHandler::new);
        try (ChildProcess child = ChildProcess.start(
                ChildProcess.java(ChildMain.class, directory.resolve("other.sock"), directory.resolve("private")))) {
            Path real = Path.of(child.line().substring("main ".length()));
            // What it is for this process, if the other one has directories of its own
            Path said = directory.resolve("ours").resolve(real.getFileName());
            assertThat(main.watch(said.toString(), user())).as("no directory").isNull();
            Files.createDirectory(said.getParent());
            assertThat(main.watch(said.toString(), user()))
                    .as("another directory")
                    .isNull();
            Files.createFile(said);
            assertThat(main.watch(said.toString(), user())).as("another file").isNull();

            assertThat(main.watch(real.toString(), "another user")).isNull();
            ProcessWatch watch = main.watch(real.toString(), user());

            assertThat(watch).isNotNull();
            watch.close();
        }
    }

    @Test
    void whateverBecomesOfItsFileAProcessIsProvenToHaveEndedWhenItHasAndNotBefore() throws Exception {
        main.start(RecordingHandler::new);
        try (ChildProcess child = ChildProcess.start(
                ChildProcess.java(ChildMain.class, directory.resolve("other.sock"), directory.resolve("other")))) {
            Path reference = Path.of(child.line().substring("main ".length()));
            ProcessWatch watch = main.watch(reference.toString(), user());

            Files.delete(reference);
            assertThat(watch.hasEnded()).as("its file is deleted").isFalse();
            Files.delete(directory.resolve("other"));
            assertThat(watch.hasEnded()).as("its directory is deleted").isFalse();
            await().until(() -> Files.exists(reference));
            assertThat(watch.hasEnded()).as("they were created anew").isFalse();
            child.kill();

            assertThat(watch.hasEnded()).isTrue();
            watch.close();
        }
    }

    @Test
    void aProcessThatEndsByItselfLeavesTheLockFileOnly() throws Exception {
        try (ChildProcess child = childMain()) {
            child.line();
            child.endInput();
            assertThat(child.line()).isEqualTo("closed");
        }

        assertThat(directory).isDirectoryNotContaining("glob:**.sock");
        assertThat(runtime).isEmptyDirectory();
    }

    @RepeatedTest(20)
    void ofManyWhoStartAtOnceOneIsMain() {
        int starters = 8;
        CyclicBarrier barrier = new CyclicBarrier(starters);
        List<UnixServerTransport> transports = new ArrayList<>();
        AtomicInteger refused = new AtomicInteger();
        CompletableFuture<?>[] starts = new CompletableFuture<?>[starters];
        for (int i = 0; i < starters; i++) {
            UnixServerTransport transport = newMain();
            transports.add(transport);
            starts[i] = new CompletableFuture<>();
            CompletableFuture<?> start = starts[i];
            new Thread(() -> {
                        try {
                            barrier.await();
                            transport.start(RecordingHandler::new);
                        } catch (MainAlreadyRunningException e) {
                            refused.incrementAndGet();
                        } catch (Exception e) {
                            start.completeExceptionally(e);
                        }
                        start.complete(null);
                    })
                    .start();
        }

        CompletableFuture.allOf(starts).join();
        transports.forEach(UnixServerTransport::close);

        assertThat(refused).hasValue(starters - 1);
        assertThat(socket).doesNotExist();
    }

    @Test
    void ofManyProcessesThatStartAtOnceOneIsMain() throws Exception {
        List<ChildProcess> children = new ArrayList<>();
        try {
            for (int i = 0; i < 4; i++) {
                children.add(childMain());
            }
            List<String> lines = new ArrayList<>();
            for (ChildProcess child : children) {
                lines.add(child.line());
            }
            assertThat(lines).filteredOn(line -> line.startsWith("main ")).hasSize(1);
            assertThat(lines).filteredOn(line -> line.startsWith("refused by ")).hasSize(3);
        } finally {
            for (ChildProcess child : children) {
                child.close();
            }
        }
    }

    @Test
    void aStartOnAnInterruptedThreadHoldsItsLocks() throws Exception {
        Thread.currentThread().interrupt();
        main.start(RecordingHandler::new);
        assertThat(Thread.interrupted()).isTrue();

        try (ChildProcess child = childMain()) {
            assertThat(child.line()).isEqualTo("refused by " + OUR_PID);
        }
    }

    @Test
    void whatIsNoSocketOfOursIsNotRemoved() throws IOException {
        Files.writeString(socket, "precious");

        assertThatExceptionOfType(SocketAccessException.class)
                .isThrownBy(() -> main.start(RecordingHandler::new))
                .withMessageContainingAll("'" + socket + "'", "atomiton.events.socket.path");
        assertThat(socket).hasContent("precious");
        assertThat(runtime).isEmptyDirectory();
    }

    @Test
    void aLinkInTheSocketsPlaceIsNeitherFollowedNorRemoved() throws IOException {
        Path target = directory.resolve("elsewhere.sock");
        Files.createSymbolicLink(socket, target);

        assertThatExceptionOfType(SocketAccessException.class).isThrownBy(() -> main.start(RecordingHandler::new));
        assertThat(target).doesNotExist();
        assertThat(socket).isSymbolicLink();
    }

    @Test
    void aSocketThatReplacedOursIsNotRemoved() throws IOException {
        main.start(RecordingHandler::new);
        Files.delete(socket);
        try (ServerSocketChannel other = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
            other.bind(UnixDomainSocketAddress.of(socket));

            main.close();

            assertThat(socket).exists();
        }
    }

    @Test
    void aLockFileThatIsALinkIsNotFollowed() throws IOException {
        Path target = Files.writeString(directory.resolve("precious"), "precious");
        Files.createSymbolicLink(lockFile(), target);

        assertThatExceptionOfType(SocketAccessException.class).isThrownBy(() -> main.start(RecordingHandler::new));
        assertThat(target).hasContent("precious");
    }

    private void refusedInThisProcess(long holder) {
        try (UnixServerTransport second = newMain()) {
            assertThatExceptionOfType(MainAlreadyRunningException.class)
                    .isThrownBy(() -> second.start(RecordingHandler::new))
                    .satisfies(e -> assertThat(e.holder()).isEqualTo(OptionalLong.of(holder)))
                    .withMessageContainingAll("process id " + holder, "'" + socket + "'", "atomiton.events.socket.path")
                    .withMessageNotContaining("atomiton.events.namespace");
        }
    }

    private ChildProcess childMain() throws IOException {
        return ChildProcess.start(ChildProcess.java(ChildMain.class, socket, runtime));
    }

    private UnixServerTransport newMain() {
        return new UnixServerTransport(settings());
    }

    private UnixTransportSettings settings() {
        return UnixTransportSettings.of(new SocketLocation(socket, runtime));
    }

    private UserPrincipal user() throws IOException {
        return Files.getOwner(directory);
    }

    private Path lockFile() {
        return directory.resolve("main.sock.lock");
    }

    private static String mode(Path path) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
    }
}
