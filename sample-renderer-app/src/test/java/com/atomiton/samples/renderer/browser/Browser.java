package com.atomiton.samples.renderer.browser;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.openqa.selenium.OutputType;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;
import org.openqa.selenium.logging.LogEntry;
import org.openqa.selenium.logging.LogType;
import org.openqa.selenium.logging.LoggingPreferences;

/** A headless Chromium with a profile of its own. What belongs to it is ended by its process id. */
final class Browser implements AutoCloseable {

    /** Does not know the newest Chromium's own protocol, and does not need to. A field, or it would be collected. */
    private static final Logger SELENIUM = Logger.getLogger("org.openqa.selenium");

    private static final Path DIRECTORY = Path.of("target", "browser");

    private final Set<ProcessHandle> processes = new HashSet<>();
    private final ChromeDriver driver;

    private Browser(ChromeDriver driver) {
        this.driver = driver;
    }

    /** Whether there is one on this machine. Said loudly if not, since the page is not tested then. */
    @SuppressWarnings("unused") // by @EnabledIf
    static boolean isInstalled() {
        boolean installed = find("chromium").isPresent() && find("chromedriver").isPresent();
        if (!installed) {
            System.err.println("""
                    ****************************************************************************
                    ** THE EDITOR'S PAGE IS NOT TESTED: there is no chromium or chromedriver. **
                    ** Debian and Ubuntu: apt-get install chromium chromium-driver            **
                    ****************************************************************************""");
        }
        return installed;
    }

    private static Optional<Path> find(String command) {
        return Stream.of(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator))
                .map(directory -> Path.of(directory, command))
                .filter(Files::isExecutable)
                .findFirst();
    }

    static Browser start() {
        SELENIUM.setLevel(Level.SEVERE);
        ChromeOptions options = new ChromeOptions();
        options.setBinary(find("chromium").orElseThrow().toFile());
        options.addArguments(
                "--headless=new",
                "--disable-gpu",
                // Containers have a small one
                "--disable-dev-shm-usage",
                "--disable-extensions",
                "--disable-background-networking",
                "--no-first-run",
                "--window-size=1440,1000",
                "--user-data-dir="
                        + DIRECTORY.resolve(UUID.randomUUID().toString()).toAbsolutePath());
        if ("root".equals(System.getProperty("user.name"))) {
            options.addArguments("--no-sandbox");
        }
        LoggingPreferences logs = new LoggingPreferences();
        logs.enable(LogType.BROWSER, Level.ALL);
        options.setCapability("goog:loggingPrefs", logs);
        Set<ProcessHandle> before = ProcessHandle.current().children().collect(Collectors.toSet());
        Browser browser = new Browser(new ChromeDriver(
                new ChromeDriverService.Builder()
                        .usingDriverExecutable(
                                find("chromedriver").orElseThrow().toFile())
                        .usingAnyFreePort()
                        .build(),
                options));
        ProcessHandle.current()
                .children()
                .filter(child -> !before.contains(child))
                .forEach(child -> {
                    browser.processes.add(child);
                    child.descendants().forEach(browser.processes::add);
                });
        browser.driver.manage().timeouts().scriptTimeout(Duration.ofSeconds(40));
        return browser;
    }

    ChromeDriver driver() {
        return driver;
    }

    /** What the page's console has said since the last call, worse than information. */
    List<String> problems() {
        return driver.manage().logs().get(LogType.BROWSER).getAll().stream()
                .filter(entry -> entry.getLevel().intValue() >= Level.WARNING.intValue())
                .map(LogEntry::toString)
                .toList();
    }

    /** As a system with a dark look shows the page. */
    void colorScheme(String scheme) {
        driver.executeCdpCommand(
                "Emulation.setEmulatedMedia",
                Map.of("features", List.of(Map.of("name", "prefers-color-scheme", "value", scheme))));
    }

    void screenshot(String name) {
        try {
            Path file =
                    Files.createDirectories(Path.of("target", "screenshots")).resolve(name + ".png");
            Files.write(file, driver.getScreenshotAs(OutputType.BYTES));
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    @Override
    public void close() {
        try {
            driver.quit();
        } finally {
            for (ProcessHandle process : processes) {
                process.onExit()
                        .completeOnTimeout(process, 5, TimeUnit.SECONDS)
                        .thenAccept(late -> late.destroyForcibly())
                        .join();
            }
        }
    }
}
