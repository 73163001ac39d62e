package com.atomiton.samples.renderer.browser;

import static com.atomiton.samples.renderer.browser.EditorPage.soon;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.io.TempDir;
import org.openqa.selenium.Dimension;
import org.openqa.selenium.Keys;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The whole way: a person's clicks in a browser, an editor, a conductor, and back. */
@EnabledIf(value = "com.atomiton.samples.renderer.browser.Browser#isInstalled", disabledReason = "there is no Chromium")
class EditorPageIntegrationTests {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    @TempDir
    static Path directory;

    private static Stage stage;
    private static Browser browser;

    private EditorPage page;

    @BeforeAll
    static void start() throws IOException {
        stage = new Stage(directory);
        browser = stage.browser();
    }

    @AfterAll
    static void stop() {
        stage.close();
    }

    @BeforeEach
    void open() {
        page = stage.page();
    }

    @AfterEach
    void theConsoleIsClean() {
        assertThat(browser.problems()).isEmpty();
    }

    @Test
    void aBlueprintIsDrawnAndRunAndItsTotalsAreShownAndDownloaded() throws Exception {
        page.blueprint("data-transform");
        assertThat(page.texts(".node-name"))
                .containsExactly("read", "keep", "revenue", "by-region", "totals", "write", "summary");
        assertThat(page.all(".edge")).hasSize(7);

        page.run().ends("completed");

        assertThat(page.percent()).isEqualTo(100);
        soon().until(() -> page.all(".node[data-status=COMPLETED]").size() == 7);
        soon().until(() -> page.byId("result").isDisplayed());
        JsonNode result = get(page.byId("download").getDomProperty("href"));
        assertThat(result.at("/output/rowsRead").asInt()).isEqualTo(12_000);
        assertThat(result.at("/output/totals/orders").asInt())
                .isEqualTo(result.at("/output/rowsKept").asInt());
        assertThat(page.text("result-value"))
                .contains("rowsRead 12000", "revenue " + result.at("/output/totals/revenue"));
        browser.screenshot("result");
        page.byId("as-json").click();
        assertThat(JSON.readTree(page.text("result-value"))).isEqualTo(result.get("output"));
        soon().until(() -> page.text("run-log").contains("'data-transform' completed in"));
    }

    @Test
    void progressMovesUntilTheRunIsCancelled() {
        page.blueprint("slow").input("{\"pause\": \"2s\"}").run();
        soon().until(() -> page.percent() > 0 && page.percent() < 100);
        int first = page.percent();
        soon().until(() -> page.percent() > first);
        soon().until(() -> page.all(".node[data-status=RUNNING]").size() == 1);
        browser.screenshot("running");

        page.byId("cancel").click();

        page.ends("cancelled");
        assertThat(page.all(".node[data-status=CANCELLED]")).hasSize(1);
        assertThat(page.byId("cancel").isDisplayed()).isFalse();
    }

    @Test
    void aFailureNamesTheNodeAndTheTypeAndItsTextStaysText() {
        page.blueprint("failing").run().ends("failed");

        assertThat(page.text("error-type")).isEqualTo("NodeFailedException");
        assertThat(page.text("error-node")).isEqualTo("at node explode");
        assertThat(page.text("error-message")).contains("this node always fails");
        soon().until(() -> page.texts(".node[data-status=FAILED] .node-name").equals(List.of("explode")));
        page.tab("errors");
        soon().until(() -> page.text("errors").contains("NodeFailedException"));
        browser.screenshot("failure");

        page.blueprint("hello-world")
                .input("{\"name\": \"<img src=x onerror=alert(1)>\"}")
                .run()
                .ends("completed");
        soon().until(() -> page.text("result-value").contains("Hello, <img src=x onerror=alert(1)>!"));
        assertThat(page.all("img")).isEmpty();
    }

    @Test
    void inputThatIsNotJsonIsNotSent() {
        page.input("{name");
        page.byId("run").click();

        assertThat(page.text("input-problem")).startsWith("This is not JSON");
        assertThat(page.byId("input").getDomAttribute("aria-invalid")).isEqualTo("true");
        assertThat(page.byId("run-panel").isDisplayed()).isFalse();
    }

    @Test
    void aKilledConductorIsSeenItsRunsAreLostAndTheNextOneWorksWithoutAReload() {
        page.blueprint("slow").input("").run();
        soon().until(() -> page.percent() > 0);

        stage.killConductor();

        page.badge("Reconnecting").ends("lost");
        assertThat(page.text("error-type")).isEqualTo("PeerLostException");
        soon().until(() -> page.text("badge-detail").contains("next try at"));
        browser.screenshot("reconnecting");

        stage.startConductor();
        page.badge("Connected");
        soon().until(() -> page.text("badge-detail").startsWith("conductor restarted at"));
        page.blueprint("hello-world").run().ends("completed");
    }

    @Test
    void aHundredRunsAtOnceHaveTheirOwnAnswersAndThePageStaysUsable() throws Exception {
        Object started = page.script("""
                const done = arguments[0];
                import("/js/api.js").then(({post}) => Promise.all([...Array(100).keys()].map(i =>
                    post("/api/runs", {blueprintId: "hello-world", input: {name: `number ${i}`}}).then(runs => runs[0].id))))
                  .then(done, failure => done(String(failure)));
                """);
        assertThat(started).isInstanceOf(List.class);
        page.blueprint("hello-world").input("{\"name\": \"me\"}").run().ends("completed");
        soon().until(() -> page.text("result-value").contains("Hello, me!"));

        List<?> ids = (List<?>) Objects.requireNonNull(started);
        Map<Integer, String> greetings = new TreeMap<>();
        for (int i = 0; i < ids.size(); i++) {
            String id = String.valueOf(ids.get(i));
            soon().until(() -> page.find(".run[data-id='" + id + "']").getText().contains("completed"));
            greetings.put(
                    i,
                    get(stage.address().resolve("/api/runs/" + id).toString())
                            .at("/result/output/greeting")
                            .asString());
        }
        assertThat(greetings.values())
                .containsExactlyElementsOf(IntStream.range(0, 100)
                        .mapToObj(i -> "Hello, number " + i + "!")
                        .toList());
    }

    @Test
    void twoEditorsShareTheStateAndEachHasItsOwnRuns() {
        page.blueprint("hello-world").input("{\"name\": \"first\"}").run().ends("completed");
        try (Sample second = stage.anotherEditor()) {
            EditorPage other = page.inNewTab(second.address()).ready();
            // What the conductor had told before this editor was there
            other.tab("shared");
            soon().until(() -> other.texts("#shared-rows tr").stream().anyMatch(row -> row.contains("hello-world")));
            assertThat(other.all(".run")).isEmpty();

            other.blueprint("slow").input("").run();
            soon().until(() -> other.percent() > 0);
            page.front().tab("shared");
            soon().until(() -> page.texts("#shared-rows tr").stream()
                    .anyMatch(row -> row.contains("slow") && row.contains("running")));
            assertThat(page.texts(".run")).noneMatch(run -> run.contains("running"));

            other.front().byId("cancel").click();
            other.ends("cancelled");
            other.close();
        } finally {
            page.front();
        }
    }

    @Test
    void settingsAreToldToTheConductorAndShownAsItHasThem() {
        page.tab("settings");
        soon().until(() -> page.text("settings-now").contains("INFO"));

        page.byId("delay-factor").clear();
        page.byId("delay-factor").sendKeys("fast" + Keys.ENTER);
        soon().until(() -> page.text("settings-note").contains("delay.factor cannot be 'fast'"));
        page.byId("delay-factor").clear();
        page.byId("delay-factor").sendKeys("0.5" + Keys.ENTER);
        soon().until(() -> page.text("settings-now").contains("0.5 times"));

        page.byId("delay-factor").clear();
        page.byId("delay-factor").sendKeys("1" + Keys.ENTER);
        soon().until(() -> page.text("settings-now").contains("take 1 times"));
    }

    @Test
    void whatPassesTheBusIsShownFilteredAndPaused() {
        page.tab("inspector");
        soon().until(() -> {
            page.blueprint("hello-world").run().ends("completed");
            return page.texts("#inspector-rows tr").stream()
                    .anyMatch(row -> row.contains("reply") && row.contains("conductor:execute"));
        });
        page.byId("inspector-filter").sendKeys("conductor:log");
        assertThat(page.texts("#inspector-rows tr:not([hidden]) strong"))
                .isNotEmpty()
                .containsOnly("conductor:log");
        stage.browser().screenshot("inspector");

        page.byId("inspector-pause").click();
        page.byId("inspector-filter").clear();
        page.input("{\"name\": \"nobody looks\"}").run().ends("completed");
        assertThat(page.texts("#inspector-rows tr")).isNotEmpty().noneMatch(row -> row.contains("nobody looks"));
        assertThat(page.text("inspector-note")).startsWith("Paused");
    }

    @Test
    void thePageCanBeUsedByKeyboardInTheDarkAndInANarrowWindow() {
        page.byId("tab-log").click();
        page.byId("tab-log").sendKeys(Keys.ARROW_RIGHT);
        assertThat(page.byId("tab-shared").getDomAttribute("aria-selected")).isEqualTo("true");
        assertThat(page.byId("panel-log").isDisplayed()).isFalse();
        assertThat(stage.driver().switchTo().activeElement()).isEqualTo(page.byId("tab-shared"));

        page.blueprint("data-transform").byId("input").sendKeys(Keys.chord(Keys.CONTROL, Keys.ENTER));
        page.ends("completed");
        Dimension size = stage.driver().manage().window().getSize();
        try {
            browser.colorScheme("dark");
            browser.screenshot("dark");
            stage.driver().manage().window().setSize(new Dimension(500, 900));
            browser.screenshot("narrow");
            long wider = (long) Objects.requireNonNull(
                    stage.driver().executeScript("return document.documentElement.scrollWidth - innerWidth"));
            assertThat(wider).as("nothing is cut off at the side").isNotPositive();
        } finally {
            stage.driver().manage().window().setSize(size);
            browser.colorScheme("light");
        }
    }

    private static JsonNode get(String uri) throws Exception {
        return JSON.readTree(HttpClient.newHttpClient()
                .send(HttpRequest.newBuilder(URI.create(uri)).build(), BodyHandlers.ofString())
                .body());
    }
}
