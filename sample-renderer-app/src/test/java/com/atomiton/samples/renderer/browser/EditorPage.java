package com.atomiton.samples.renderer.browser;

import static org.awaitility.Awaitility.await;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import org.awaitility.core.ConditionFactory;
import org.openqa.selenium.By;
import org.openqa.selenium.JavascriptExecutor;
import org.openqa.selenium.StaleElementReferenceException;
import org.openqa.selenium.WebDriver;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.WindowType;

/** The page as its user sees it. */
final class EditorPage {

    private final WebDriver driver;
    private final String window;

    private EditorPage(WebDriver driver) {
        this.driver = driver;
        this.window = driver.getWindowHandle();
    }

    static EditorPage open(WebDriver driver, URI address) {
        driver.get(address.toString());
        return new EditorPage(driver);
    }

    /** In a tab of its own, before this page's. */
    EditorPage inNewTab(URI address) {
        driver.switchTo().newWindow(WindowType.TAB);
        return open(driver, address);
    }

    /** Brings its tab to the front. */
    EditorPage front() {
        driver.switchTo().window(window);
        return this;
    }

    void close() {
        front();
        driver.close();
    }

    /** Generous: the machine may be busy with other tests. */
    static ConditionFactory soon() {
        return await().atMost(Duration.ofSeconds(40)).ignoreException(StaleElementReferenceException.class);
    }

    EditorPage ready() {
        return badge("Connected").blueprint("hello-world");
    }

    EditorPage badge(String text) {
        soon().until(() -> text("badge-text").equals(text));
        return this;
    }

    EditorPage blueprint(String id) {
        soon().until(() -> !all(".blueprint[data-id='" + id + "']").isEmpty());
        find(".blueprint[data-id='" + id + "']").click();
        soon().until(() -> text("stage-id").equals(id));
        return this;
    }

    EditorPage input(String json) {
        WebElement field = byId("input");
        field.clear();
        field.sendKeys(json);
        return this;
    }

    /** Starts a run, which is the chosen one then. */
    EditorPage run() {
        String before = byId("run-title").getDomProperty("textContent");
        byId("run").click();
        soon().until(() -> byId("run-panel").isDisplayed()
                && !byId("run-title").getDomProperty("textContent").equals(before));
        return this;
    }

    EditorPage ends(String status) {
        soon().until(() -> text("run-status").equals(status));
        return this;
    }

    EditorPage tab(String name) {
        byId("tab-" + name).click();
        return this;
    }

    String text(String id) {
        return byId(id).getText();
    }

    WebElement byId(String id) {
        return driver.findElement(By.id(id));
    }

    WebElement find(String selector) {
        return driver.findElement(By.cssSelector(selector));
    }

    List<WebElement> all(String selector) {
        return driver.findElements(By.cssSelector(selector));
    }

    List<String> texts(String selector) {
        return all(selector).stream().map(WebElement::getText).toList();
    }

    int percent() {
        return Integer.parseInt(text("run-percent").replace(" %", ""));
    }

    /** Runs a script whose last argument is told its value. */
    Object script(String script, Object... arguments) {
        return ((JavascriptExecutor) driver).executeAsyncScript(script, arguments);
    }
}
