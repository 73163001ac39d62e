package com.atomiton.events.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The jar, beside a real main process. */
class CommandLineIntegrationTests {

    @TempDir
    private Path directory;

    private final List<ChildProcess> started = new ArrayList<>();

    @AfterEach
    void closeAll() {
        started.forEach(ChildProcess::close);
    }

    private String socket() {
        return directory.resolve("bus").resolve("main.sock").toString();
    }

    private ChildProcess main(String... mode) {
        ChildProcess main = ChildProcess.main(
                Stream.concat(Stream.of(socket()), Stream.of(mode)).toArray(String[]::new));
        started.add(main);
        main.awaitLine("READY");
        return main;
    }

    private ChildProcess cli(String... arguments) {
        ChildProcess cli = ChildProcess.cli(Stream.concat(Stream.of(arguments), Stream.of("--socket", socket()))
                .toArray(String[]::new));
        started.add(cli);
        return cli;
    }

    @Test
    void withoutMainItSaysWhereItHasLookedAndExitsWith3() throws Exception {
        ChildProcess cli = cli("peers");

        assertThat(cli.awaitExit()).isEqualTo(ConductorCommand.NOT_CONNECTED);
        assertThat(cli.lines())
                .containsExactly("No main process is running: there is no socket '" + socket()
                        + "'. Start the application, or say with --namespace or --socket which one is meant");
    }

    @Test
    void aWrongCallIsExplainedAndExitsWith2() throws Exception {
        ChildProcess cli = cli("look");

        assertThat(cli.awaitExit()).isEqualTo(ConductorCommand.WRONG_CALL);
        assertThat(cli.lines()).anySatisfy(line -> assertThat(line).contains("look"));
    }

    @Test
    void anEventReachesMainAndOneThatNobodyListensToFails() throws Exception {
        ChildProcess main = main();

        assertThat(cli("emit", "greeting", "{\"text\":\"hello\"}").awaitExit()).isZero();
        main.awaitLine("GREETED {text=hello}");

        ChildProcess unheard = cli("emit", "farewell");
        assertThat(unheard.awaitExit()).isEqualTo(ConductorCommand.FAILED);
        assertThat(unheard.lines()).containsExactly("Main does not listen to 'farewell'");
        main.send("peers");
        // It has left at once: no session is kept for it.
        await().untilAsserted(() -> {
            main.send("peers");
            assertThat(main.awaitLine("PEERS")).isEqualTo("PEERS [] of []");
        });
    }

    @Test
    void aRequestPrintsProgressAndReplyOrTheRemoteError() throws Exception {
        main();

        ChildProcess answered = cli("request", "sum", "{\"numbers\":[1,2,3]}");
        assertThat(answered.awaitExit()).isZero();
        assertThat(answered.lines()).containsExactly("PROGRESS {\"percent\":50}", "REPLY {\"sum\":6}");

        ChildProcess failed = cli("request", "sum");
        assertThat(failed.awaitExit()).isEqualTo(ConductorCommand.FAILED);
        assertThat(failed.lines()).containsExactly("ERROR java.lang.IllegalArgumentException: no numbers");

        ChildProcess failedAsJson = cli("request", "sum", "--json");
        assertThat(failedAsJson.awaitExit()).isEqualTo(ConductorCommand.FAILED);
        assertThat(failedAsJson.lines())
                .singleElement()
                .asString()
                .contains("\"type\":\"java.lang.IllegalArgumentException\"", "\"message\":\"no numbers\"");

        assertThat(cli("request", "unheard:of").awaitExit()).isEqualTo(ConductorCommand.FAILED);
    }

    @Test
    void aTapShowsWhatPassesWithoutSecretsUntilItIsEndedAndThenItsPeerIsGone() throws Exception {
        ChildProcess main = main("payloads");
        ChildProcess tap = cli("tap", "tick", "--payloads");
        await().untilAsserted(() -> {
            main.send("hello");
            assertThat(tap.lines()).isNotEmpty();
        });

        assertThat(tap.lines().get(0))
                .contains("event  tick", "no-subscriber", "\"text\":\"hello\"", "\"password\":\"******\"");
        main.send("peers");
        assertThat(main.awaitLine("PEERS")).contains("renderer cli-");
        tap.terminate();
        tap.awaitExit();

        await().untilAsserted(() -> {
            main.send("peers");
            assertThat(main.awaitLine("PEERS")).isEqualTo("PEERS [] of []");
        });
    }

    @Test
    void aTapShowsNoPayloadsUnlessMainAllowsIt() throws Exception {
        ChildProcess main = main();
        ChildProcess tap = cli("tap", "--payloads", "--json", "--count", "1");
        tap.awaitLine("Main does not show payloads: atomiton.events.tap.payloads is false there");
        main.send("hello");

        assertThat(tap.awaitExit()).isZero();
        assertThat(tap.lines().get(1)).contains("\"name\":\"tick\"").doesNotContain("hello", "payload\"");
    }

    @Test
    void peersAndTopShowWhoIsThereAndWhatPasses() throws Exception {
        ChildProcess main = main();

        ChildProcess peers = cli("peers");
        assertThat(peers.awaitExit()).isZero();
        assertThat(peers.lines().get(0)).startsWith("main conductor (");
        assertThat(peers.lines().get(2)).startsWith("renderer cli-").contains("connected");

        ChildProcess top = cli("top", "--interval", "0.1");
        await().untilAsserted(() -> {
            main.send("hello");
            assertThat(top.lines()).anySatisfy(line -> assertThat(line).startsWith("tick  event  sent"));
        });
        main.send("stop");
    }

    @Test
    void aMainThatLetsNobodyLookSaysWhy() throws Exception {
        main("closed");

        ChildProcess peers = cli("peers");

        assertThat(peers.awaitExit()).isEqualTo(ConductorCommand.NOT_CONNECTED);
        assertThat(peers.lines())
                .singleElement()
                .asString()
                .startsWith("Main lets nobody look at it: atomiton.events.tap");
    }
}
