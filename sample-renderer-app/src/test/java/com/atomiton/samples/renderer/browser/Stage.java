package com.atomiton.samples.renderer.browser;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import org.openqa.selenium.chrome.ChromeDriver;

/** A conductor, an editor and a browser, each a process of its own. */
final class Stage implements AutoCloseable {

    private final Path directory;
    private final Sample editor;
    private final Browser browser;
    private Sample conductor;

    /** Starts them, with their files below this directory, and waits until the editor's page is there. */
    Stage(Path directory) throws IOException {
        this.directory = directory;
        Path workspace = Files.createDirectory(directory.resolve("workspace"));
        Files.copy(Path.of("..", "sample-main-app", "workspace", "sales.csv"), workspace.resolve("sales.csv"));
        conductor = Sample.conductor(directory);
        editor = Sample.editor(directory);
        browser = Browser.start();
        editor.address();
    }

    URI address() {
        return editor.address();
    }

    Browser browser() {
        return browser;
    }

    ChromeDriver driver() {
        return browser.driver();
    }

    EditorPage page() {
        return EditorPage.open(driver(), address()).ready();
    }

    /** Another editor of the same conductor. */
    Sample anotherEditor() {
        return Sample.editor(directory);
    }

    void killConductor() {
        conductor.kill();
    }

    void startConductor() {
        conductor = Sample.conductor(directory);
    }

    @Override
    public void close() {
        browser.close();
        editor.close();
        conductor.close();
        assertThat(ProcessHandle.current().descendants().filter(ProcessHandle::isAlive))
                .as("processes that are left")
                .isEmpty();
    }
}
