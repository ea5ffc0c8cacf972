package dirtysim.reports;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Opens a report in a headless Chromium, if one is installed, and says what it drew. It stands on its own, so that
 * tests of other modules can hold their reports against the same measure.
 */
final class Browser {
    /**
     * @param charts drawings in the page
     * @param drawn those of them that take up space and hold at least one shape that does
     * @param overflow how many pixels the page is wider than the window
     * @param console lines that the page, or the browser about the page, wrote to the console
     */
    record Seen(int charts, int drawn, int overflow, List<String> console) {}

    private static final List<String> NAMES = List.of("chromium", "chromium-browser", "google-chrome");
    private static final long PATIENCE_SECONDS = 60;
    private static final String PROBE = """
            addEventListener('load', () => {
              let charts = 0, drawn = 0;
              for (const svg of document.querySelectorAll('svg.chart:not(.look)')) {
                charts++;
                const box = svg.getBoundingClientRect();
                const shapes = [...svg.querySelectorAll('path,rect,text')].filter(e => {
                  const b = e.getBBox();
                  return b.width + b.height > 0;
                });
                if (box.width > 50 && box.height > 20 && shapes.length > 0) drawn++;
              }
              const root = document.documentElement;
              root.setAttribute('data-probe', [charts, drawn, root.scrollWidth - root.clientWidth].join(' '));
            });
            """;

    private Browser() {}

    /** How many drawings a report has, by its text. */
    static int panels(String html) {
        return (int) Pattern.compile("class=\"panel\"").matcher(html).results().count();
    }

    /** A page without what stands in its scripts. */
    static String withoutScripts(String html) {
        return html.replaceAll("(?s)<script[^>]*>.*?</script>", "");
    }

    /** The first Chromium on the path. */
    static Optional<Path> installed() {
        for (String directory : System.getenv().getOrDefault("PATH", "").split(File.pathSeparator)) {
            for (String name : NAMES) {
                Path candidate = Path.of(directory, name);
                if (Files.isExecutable(candidate)) {
                    return Optional.of(candidate);
                }
            }
        }
        return Optional.empty();
    }

    /**
     * Opens a page.
     *
     * @param html the report
     * @param scratch an empty directory for the browser's profile and output
     * @param width width of the window in pixels
     * @param dark whether the user prefers dark pages
     */
    static Seen open(Path browser, String html, Path scratch, int width, boolean dark)
            throws IOException, InterruptedException {
        Path page = Files.writeString(scratch.resolve("report.html"), withProbe(html), StandardCharsets.UTF_8);
        Path dom = scratch.resolve("dom.html");
        Path log = scratch.resolve("log.txt");
        Process process = new ProcessBuilder(List.of(
                        browser.toString(),
                        "--headless",
                        "--no-sandbox",
                        "--disable-gpu",
                        "--disable-quic",
                        "--no-first-run",
                        "--disable-background-networking",
                        "--disable-component-update",
                        "--disable-sync",
                        "--user-data-dir=" + scratch.resolve("profile"),
                        "--window-size=" + width + ",900",
                        "--blink-settings=preferredColorScheme=" + (dark ? 0 : 1),
                        "--virtual-time-budget=4000",
                        "--enable-logging=stderr",
                        "--dump-dom",
                        page.toUri().toString()))
                .redirectOutput(dom.toFile())
                .redirectError(log.toFile())
                .start();
        if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly();
            throw new IOException("the browser did not finish within " + PATIENCE_SECONDS + " s");
        }
        return seen(read(dom), read(log));
    }

    private static Seen seen(String dom, String log) throws IOException {
        Matcher probe = Pattern.compile("data-probe=\"(\\d+) (\\d+) (-?\\d+)\"").matcher(dom);
        if (!probe.find()) {
            throw new IOException("the page did not run; the browser wrote: " + log);
        }
        List<String> console = new ArrayList<>();
        log.lines().filter(line -> line.contains("CONSOLE")).forEach(console::add);
        return new Seen(
                Integer.parseInt(probe.group(1)),
                Integer.parseInt(probe.group(2)),
                Integer.parseInt(probe.group(3)),
                console);
    }

    /** The page's policy lets only known scripts run: the probe is added to the page and to the policy. */
    private static String withProbe(String html) {
        String allowed = html.replaceFirst("script-src ", "script-src 'sha256-" + hash(PROBE) + "' ");
        return allowed.replace("</body>", "<script>" + PROBE + "</script></body>");
    }

    private static String hash(String text) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return Base64.getEncoder().encodeToString(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    private static String read(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
