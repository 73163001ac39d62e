package com.atomiton.samples.renderer.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

import com.atomiton.samples.renderer.RendererApplication;
import com.atomiton.samples.renderer.run.Runs;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.ConnectException;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collections;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;

/** What keeps others away from the page, and how it fares without a conductor. */
class EditorHttpIntegrationTests {

    private static final String RUN = "{\"blueprintId\": \"hello-world\"}";

    @TempDir
    static Path directory;

    private static ConfigurableApplicationContext editor;
    private static int port;

    private final HttpClient client = HttpClient.newHttpClient();

    @BeforeAll
    static void start() {
        editor = new SpringApplicationBuilder(RendererApplication.class)
                .run("--atomiton.events.socket.path=" + directory.resolve("bus.sock"));
        port = Integer.parseInt(Optional.ofNullable(editor.getEnvironment().getProperty("local.server.port"))
                .orElseThrow());
    }

    @AfterAll
    static void stop() {
        editor.close();
    }

    @Test
    void aPostWithoutTheTokenIsRefused() throws Exception {
        String token = token();
        int before = editor.getBean(Runs.class).content().size();

        assertThat(post("/api/runs", RUN, "Cookie", "editor-token=" + token).statusCode())
                .isEqualTo(403);
        assertThat(post("/api/runs", RUN, "X-Editor-Token", token).statusCode()).isEqualTo(403);
        assertThat(post("/api/runs", RUN, "Cookie", "editor-token=" + token, "X-Editor-Token", "another")
                        .statusCode())
                .isEqualTo(403);
        assertThat(post("/api/settings", "{\"key\": \"log.level\", \"value\": \"debug\"}")
                        .statusCode())
                .isEqualTo(403);
        assertThat(editor.getBean(Runs.class).content()).hasSize(before);

        HttpResponse<String> allowed =
                post("/api/runs", RUN, "Cookie", "editor-token=" + token, "X-Editor-Token", token);
        assertThat(allowed.statusCode()).isEqualTo(202);
        assertThat(allowed.body()).contains("\"status\":\"WAITING\"");
        assertThat(editor.getBean(Runs.class).content()).hasSize(before + 1);
    }

    @Test
    void whatAFormOfAnotherPageCanSendIsRefusedEvenWithTheToken() throws Exception {
        String token = token();
        HttpRequest form = request("/api/runs")
                .header("Content-Type", "text/plain")
                .header("Cookie", "editor-token=" + token)
                .header("X-Editor-Token", token)
                .POST(BodyPublishers.ofString(RUN))
                .build();

        assertThat(client.send(form, BodyHandlers.ofString()).statusCode()).isEqualTo(415);
        assertThat(post(
                                "/api/runs",
                                RUN,
                                "Cookie",
                                "editor-token=" + token,
                                "X-Editor-Token",
                                token,
                                "Origin",
                                "http://127.0.0.1:1")
                        .statusCode())
                .as("the origin of another page")
                .isEqualTo(403);
        assertThat(get("/api/messages", "Origin", "https://example.com").statusCode())
                .isEqualTo(403);
    }

    @Test
    void aNameThatWasMadeToResolveToThisMachineIsRefused() throws Exception {
        assertThat(statusLine("127.0.0.1:" + port)).contains(" 200");
        assertThat(statusLine("rebound.example.com:" + port)).contains(" 400");
    }

    @Test
    void thePageRunsNoScriptButItsOwnAndItsCookieStaysHere() throws Exception {
        HttpResponse<String> page = get("/");

        assertThat(page.headers().firstValue("Content-Security-Policy").orElse(""))
                .contains("default-src 'none'", "script-src 'self'", "frame-ancestors 'none'")
                .doesNotContain("unsafe");
        assertThat(page.headers().firstValue("Set-Cookie").orElse("")).contains("SameSite=Strict");
        assertThat(page.body()).doesNotContain("<style", "style=", "onclick", "https://");
    }

    @Test
    void onlyThisMachineCanConnect() throws Exception {
        Optional<InetAddress> outside = Collections.list(NetworkInterface.getNetworkInterfaces()).stream()
                .flatMap(NetworkInterface::inetAddresses)
                .filter(address -> address instanceof Inet4Address && !address.isLoopbackAddress())
                .findFirst();
        if (outside.isPresent()) {
            assertThatExceptionOfType(ConnectException.class).isThrownBy(() -> {
                try (Socket socket = new Socket()) {
                    socket.connect(new InetSocketAddress(outside.get(), port), 2_000);
                }
            });
        }
    }

    @Test
    void aRunThatNobodyCanAnswerYetIsCancelledHere() throws Exception {
        String token = token();
        String[] headers = {"Cookie", "editor-token=" + token, "X-Editor-Token", token};
        String id = post("/api/runs", RUN, headers).body().replaceFirst(".*?\"id\":\"([^\"]+)\".*", "$1");

        assertThat(post("/api/runs/" + id + "/cancel", "{}", headers).statusCode())
                .isEqualTo(202);

        await().atMost(Duration.ofSeconds(20))
                .until(() -> get("/api/runs/" + id).body().contains("\"status\":\"CANCELLED\""));
        assertThat(get("/api/runs/" + id + "/result.json").statusCode()).isEqualTo(404);
        assertThat(post("/api/runs/no-such/cancel", "{}", headers).body()).contains("This editor has no run no-such");
        assertThat(post("/api/runs", "{\"blueprintId\": \"x\", \"times\": 101}", headers)
                        .body())
                .contains("'times' must be from 1 to 100");
    }

    /** The cookie that the page is given, which its scripts send back. */
    private String token() throws Exception {
        String cookie = get("/").headers().firstValue("Set-Cookie").orElseThrow();
        return cookie.replaceFirst("editor-token=([^;]+);.*", "$1");
    }

    private HttpResponse<String> get(String path, String... headers) throws Exception {
        HttpRequest.Builder request = request(path);
        for (int i = 0; i < headers.length; i += 2) {
            request.header(headers[i], headers[i + 1]);
        }
        return client.send(request.build(), BodyHandlers.ofString());
    }

    private HttpResponse<String> post(String path, String body, String... headers) throws Exception {
        HttpRequest.Builder request = request(path).header("Content-Type", "application/json");
        for (int i = 0; i < headers.length; i += 2) {
            request.header(headers[i], headers[i + 1]);
        }
        return client.send(request.POST(BodyPublishers.ofString(body)).build(), BodyHandlers.ofString());
    }

    private static HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                .timeout(Duration.ofSeconds(20));
    }

    /** The JDK's client does not let one set the Host header. */
    private static String statusLine(String host) throws IOException {
        try (Socket socket = new Socket("127.0.0.1", port)) {
            socket.getOutputStream()
                    .write(("GET / HTTP/1.1\r\nHost: " + host + "\r\nConnection: close\r\n\r\n")
                            .getBytes(StandardCharsets.US_ASCII));
            return new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII))
                    .readLine();
        }
    }
}
