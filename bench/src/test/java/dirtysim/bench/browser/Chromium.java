package dirtysim.bench.browser;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.openqa.selenium.By;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;
import org.openqa.selenium.logging.LogEntry;
import org.openqa.selenium.logging.LoggingPreferences;

/**
 * A headless Chromium under the driver that is installed with it. Nothing is downloaded: where one of the two is not on the path,
 * there is no browser.
 */
final class Chromium implements AutoCloseable {
    private static final List<String> BROWSERS = List.of("chromium", "chromium-browser", "google-chrome");
    private static final int WIDTH = 1280;
    private static final int HEIGHT = 900;
    private static final int TALLEST = 14_000;
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Logger QUIET = Logger.getLogger("org.openqa.selenium");

    private final ChromeDriver driver;
    private final Path downloads;

    private Chromium(ChromeDriver driver, Path downloads) {
        this.driver = driver;
        this.downloads = downloads;
    }

    /** Whether browser and driver are installed. */
    static boolean isInstalled() {
        return browser().isPresent() && onPath("chromedriver").isPresent();
    }

    /**
     * Starts it.
     *
     * @param scratch a folder for its profile and what it downloads
     */
    static Chromium start(Path scratch) throws IOException {
        QUIET.setLevel(Level.SEVERE);
        Path downloads = Files.createDirectories(scratch.resolve("downloads"));
        LoggingPreferences logs = new LoggingPreferences();
        logs.enable("browser", Level.ALL);
        logs.enable("performance", Level.ALL);
        ChromeOptions options = new ChromeOptions();
        options.setBinary(browser().orElseThrow().toFile());
        options.addArguments(
                "--headless=new",
                "--no-sandbox",
                "--disable-gpu",
                "--disable-dev-shm-usage",
                "--no-first-run",
                "--disable-background-networking",
                "--disable-component-update",
                "--disable-sync",
                "--user-data-dir=" + scratch.resolve("profile"),
                "--window-size=" + WIDTH + "," + HEIGHT);
        options.setExperimentalOption("prefs", Map.of("download.default_directory", downloads.toString()));
        options.setCapability("goog:loggingPrefs", logs);
        ChromeDriverService service = new ChromeDriverService.Builder()
                .usingDriverExecutable(onPath("chromedriver").orElseThrow().toFile())
                .usingAnyFreePort()
                .build();
        return new Chromium(new ChromeDriver(service, options), downloads);
    }

    /** Opens a page anew, with an address that ends with something. */
    void open(Path page, String hash) {
        driver.get("about:blank");
        driver.manage().logs().get("browser");
        driver.manage().logs().get("performance");
        driver.get(page.toUri() + hash);
    }

    void reload() {
        driver.navigate().refresh();
    }

    void prefersDark(boolean dark) {
        driver.executeCdpCommand(
                "Emulation.setEmulatedMedia",
                Map.of("features", List.of(Map.of("name", "prefers-color-scheme", "value", dark ? "dark" : "light"))));
    }

    void width(int pixels) {
        metrics(pixels, HEIGHT, 1);
    }

    private void metrics(Object width, Object height, double scale) {
        driver.executeCdpCommand(
                "Emulation.setDeviceMetricsOverride",
                Map.of("width", width, "height", height, "deviceScaleFactor", scale, "mobile", false));
    }

    WebElement find(String css) {
        return driver.findElement(By.cssSelector(css));
    }

    List<WebElement> all(String css) {
        return driver.findElements(By.cssSelector(css));
    }

    /** Clicks on something, wherever on the page it is. */
    void click(String css) {
        run("arguments[0].scrollIntoView({behavior: 'instant', block: 'center'})", find(css));
        find(css).click();
    }

    /** What a piece of script returns. */
    Object run(String script, Object... arguments) {
        return driver.executeScript(script, arguments);
    }

    String hash() {
        return (String) run("return location.hash");
    }

    /** What page and browser wrote to the console since the page was opened. */
    List<String> console() {
        return driver.manage().logs().get("browser").getAll().stream()
                .map(LogEntry::getMessage)
                .toList();
    }

    /** What was asked for since the page was opened, but the page itself and what is in it. */
    List<String> requests(Path page) throws IOException {
        List<String> requests = new ArrayList<>();
        for (LogEntry entry : driver.manage().logs().get("performance")) {
            JsonNode message = JSON.readTree(entry.getMessage()).path("message");
            String address =
                    message.path("params").path("request").path("url").asText().split("#", 2)[0];
            boolean asked = message.path("method").asText().equals("Network.requestWillBeSent");
            if (asked && !address.equals(page.toUri().toString()) && !address.startsWith("about:")) {
                requests.add(address);
            }
        }
        return requests;
    }

    /** The serious and critical violations that axe finds, one line each. */
    @SuppressWarnings("unchecked")
    List<String> violations() throws IOException {
        try (InputStream axe = Chromium.class.getResourceAsStream("/axe.min.js")) {
            driver.executeScript(new String(axe.readAllBytes(), StandardCharsets.UTF_8));
        }
        return (List<String>) driver.executeAsyncScript("""
                const done = arguments[arguments.length - 1];
                axe.run({resultTypes: ['violations']}).then(found => done(found.violations
                  .filter(each => ['serious', 'critical'].includes(each.impact))
                  .map(each => `${each.id}: ${each.help}: ${each.nodes.slice(0, 3)
                    .map(node => node.html.slice(0, 200) + ' ' + node.any.map(any => any.message)).join(' | ')}`)),
                  error => done(['axe failed: ' + error]));
                """);
    }

    /** Waits for what was downloaded under a name. */
    Path downloaded(String name) throws InterruptedException {
        Path file = downloads.resolve(name);
        for (int i = 0; i < 200 && !Files.exists(file); i++) {
            Thread.sleep(50);
        }
        return file;
    }

    /** Keeps a picture of the whole page, or of as much of it as a picture holds. */
    void screenshot(Path file) throws IOException {
        Object height = run("return Math.min(document.documentElement.scrollHeight, arguments[0])", TALLEST);
        Object width = run("return innerWidth");
        metrics(width, height, 0.5);
        Map<String, Object> taken = driver.executeCdpCommand("Page.captureScreenshot", Map.of("format", "png"));
        metrics(width, HEIGHT, 1);
        Files.createDirectories(file.getParent());
        Files.write(file, Base64.getDecoder().decode((String) taken.get("data")));
    }

    @Override
    public void close() {
        driver.quit();
    }

    private static Optional<Path> browser() {
        return BROWSERS.stream().flatMap(name -> onPath(name).stream()).findFirst();
    }

    private static Optional<Path> onPath(String name) {
        for (String directory : System.getenv().getOrDefault("PATH", "").split(File.pathSeparator)) {
            Path candidate = Path.of(directory, name);
            if (Files.isExecutable(candidate)) {
                return Optional.of(candidate);
            }
        }
        return Optional.empty();
    }
}
