package com.atomiton.events.autoconfigure.diagnostics;

import static org.assertj.core.api.Assumptions.assumeThat;

import com.atomiton.events.autoconfigure.GeneratedDoc;
import com.example.Mistakes;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.env.SystemEnvironmentPropertySource;

/**
 * Makes each mistake in an application that is started as any other, and reads what Boot prints: that is what
 * docs/troubleshooting.md shows.
 */
@ExtendWith(OutputCaptureExtension.class)
class StartFailureReportTests {

    private static final GeneratedDoc PAGE = new GeneratedDoc("docs/troubleshooting.md");

    @TempDir
    private Path directory;

    private CapturedOutput output;

    @BeforeEach
    void onlyLinuxHasTheseLimitsAndDirectories(CapturedOutput output) {
        assumeThat(System.getProperty("os.name").toLowerCase(Locale.ROOT)).startsWith("linux");
        this.output = output;
    }

    @Test
    void anUnknownRole() throws IOException {
        printed("unknown-role", report(FailedStart.application(), "--atomiton.events.role=boss"));
    }

    @Test
    void anUnknownRoleOfTheEnvironment() throws IOException {
        SpringApplicationBuilder application = FailedStart.application()
                .initializers(context -> context.getEnvironment()
                        .getPropertySources()
                        .replace(
                                "systemEnvironment",
                                new SystemEnvironmentPropertySource("systemEnvironment", Map.of("PROCESS_TYPE", "x"))));
        printed("unknown-role-of-environment", report(application));
    }

    @Test
    void anEngineThatIsNotThere() throws IOException {
        printed(
                "missing-engine",
                report(
                        FailedStart.application(),
                        "--atomiton.events.role=main",
                        "--atomiton.events.transport=cloud-stream"));
    }

    @Test
    void aSecondMain() throws IOException {
        Path socket = directory("ours", "rwx------").resolve("main.sock");
        try (ConfigurableApplicationContext first = FailedStart.application()
                .run("--atomiton.events.role=main", "--atomiton.events.socket.path=" + socket)) {
            String second = mainAt(first.isActive() ? socket : directory);
            printed(
                    "second-main",
                    second.replace("id " + ProcessHandle.current().pid() + " ", "id 27951 "));
        }
    }

    @Test
    void aSocketPathThatIsTooLong() throws IOException {
        printed("path-too-long", mainAt(Path.of("/tmp/" + "x".repeat(120) + ".sock")));
    }

    @Test
    void aDirectoryThatIsOpenToOthers() throws IOException {
        printed("directory-open", mainAt(directory("open", "rwxrwxrwx").resolve("main.sock")));
    }

    @Test
    void aDirectoryThatIsALink() throws IOException {
        Path link = Files.createSymbolicLink(directory.resolve("link"), directory("ours", "rwx------"));
        printed("directory-link", mainAt(link.resolve("main.sock")));
    }

    @Test
    void aDirectoryOfAnotherUser() throws Exception {
        String user = Files.getOwner(directory).getName();
        try (Scene scene = new Scene(directory)) {
            Path theirs = scene.theirs();
            String owner = Files.getOwner(theirs.getParent()).getName();
            printed(
                    "directory-of-another",
                    mainAt(theirs)
                            .replace("'" + theirs.getParent() + "'", "'/tmp/app/theirs'")
                            .replace("user '" + owner + "'", "user 'other'")
                            .replace("not to '" + user + "'", "not to 'you'"));
        }
    }

    @Test
    void aDirectoryThatCannotBeCreated() throws IOException {
        printed("directory-missing", mainAt(directory.resolve("none/there/main.sock")));
    }

    @Test
    void aDirectoryWithoutTheRightToWrite() throws Exception {
        try (Scene scene = new Scene(directory)) {
            Path closed = scene.withoutRights();
            printed(
                    "no-rights",
                    mainAt(closed)
                            .replace("'" + closed.getParent() + "'", "'/tmp/app/closed'")
                            .replace(
                                    "user '"
                                            + Files.getOwner(closed.getParent()).getName() + "'",
                                    "user 'you'")
                            .replace("Read-only file system", "this process may not create files in it"));
        }
    }

    @Test
    void somethingElseInThePlaceOfTheSocket() throws IOException {
        printed(
                "in-the-way",
                mainAt(Files.createFile(directory("ours", "rwx------").resolve("main.sock"))));
    }

    @Test
    void aProcessThatListensWithoutBeingAMain() throws IOException {
        Path socket = directory("ours", "rwx------").resolve("main.sock");
        try (ServerSocketChannel other = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
            other.bind(UnixDomainSocketAddress.of(socket));
            printed("listened-to", mainAt(socket));
        }
    }

    @Test
    void anAllowedUserWhoDoesNotExist() throws IOException {
        Path socket = directory("ours", "rwx------").resolve("main.sock");
        printed("unknown-user", mainAt(socket, "--atomiton.events.security.allowed-users=nobodyknows"));
    }

    @ParameterizedTest
    @CsvSource({
        "namespace, --atomiton.events.role=main --atomiton.events.namespace=a/b",
        "property, --atomiton.events.heartbeat.timeout=1s"
    })
    void aPropertyWhoseValueMakesNoSense(String part, String arguments) throws IOException {
        printed(part, report(FailedStart.application(), arguments.split(" ")));
    }

    @Test
    void aCodecWhoseLibraryIsMissing() throws Exception {
        printed("missing-codec", FailedStart.reportWithoutCbor(output));
    }

    @ParameterizedTest
    @CsvSource({
        "two-types, ExecuteListener RunListener",
        "two-handlers, Handler OtherHandler",
        "two-widths, WideLane NarrowLane",
        "private, PrivateMethod",
        "static, StaticMethod",
        "lazy, LazyBean",
        "no-name, WithoutName",
        "no-payload, WithoutPayload",
        "two-payloads, TwoPayloads",
        "wide-shared-lane, WideSharedLane",
        "pattern-of-requests, PatternOfRequests"
    })
    void aListenerThatDoesNotFit(String part, String beans) throws Exception {
        List<Class<?>> mistakes = new ArrayList<>();
        for (String bean : beans.split(" ")) {
            mistakes.add(Class.forName(Mistakes.class.getName() + "$" + bean));
        }
        printed(part, report(FailedStart.application(mistakes.toArray(Class<?>[]::new))));
    }

    private String report(SpringApplicationBuilder application, String... arguments) {
        return FailedStart.report(output, application, arguments);
    }

    private String mainAt(Path socket, String... arguments) {
        return report(
                FailedStart.application(),
                Stream.concat(
                                Stream.of(arguments),
                                Stream.of("--atomiton.events.role=main", "--atomiton.events.socket.path=" + socket))
                        .toArray(String[]::new));
    }

    private void printed(String part, String report) throws IOException {
        PAGE.requirePart(part, "```\n" + report.replace(directory.toString(), "/tmp/app") + "\n```");
    }

    private Path directory(String name, String mode) throws IOException {
        return Files.setPosixFilePermissions(
                Files.createDirectory(directory.resolve(name)), PosixFilePermissions.fromString(mode));
    }
}
