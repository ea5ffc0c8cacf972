package dirtysim.reports;

import dirtysim.reports.jmh.JmhStudy;
import dirtysim.reports.view.ReportView;
import dirtysim.reports.view.ValidationSection;
import gg.jte.ContentType;
import gg.jte.TemplateEngine;
import gg.jte.output.StringOutput;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * {@code report.html}: one file that can be mailed and opened without a network. Its content security policy allows
 * its own style sheet and script by their hashes, and nothing else, so not even a hostile name in a trace can load or
 * run anything. It connects to nothing: what it offers to download is in it, and a second report that is dropped on it is read
 * where it lies.
 */
public final class HtmlReport {
    static final TemplateEngine ENGINE = TemplateEngine.createPrecompiled(
            null, ContentType.Html, HtmlReport.class.getClassLoader(), "dirtysim.reports.pages");

    private HtmlReport() {}

    /** The whole page. The same results give the same page, byte for byte. */
    public static String render(Results results) {
        return render(results, List.of());
    }

    /** The same with benchmarks of the program itself; none of them, and there is no such section. */
    public static String render(Results results, List<JmhStudy> benchmarks) {
        String style = resource("report.css");
        String script = resource("report.js") + resource("overlay.js");
        String policy = "default-src 'none'; style-src 'sha256-" + hash(style) + "'; script-src 'sha256-" + hash(script)
                + "'; base-uri 'none'; form-action 'none'";
        StringOutput out = new StringOutput();
        ENGINE.render(
                "report.jte",
                Map.of(
                        "page",
                        ReportView.of(results.suite(), results.command(), results.runs()),
                        "jmh",
                        JmhPage.views(benchmarks),
                        "policy",
                        policy,
                        "style",
                        style,
                        "script",
                        script,
                        "data",
                        PageData.of(results.runs()),
                        "checks",
                        checks(),
                        "version",
                        resource("version.txt").strip()),
                out);
        return out.toString();
    }

    private static ValidationSection checks() {
        Map<String, List<Check>> byCommand = new LinkedHashMap<>();
        List.of("hardware", "tracking", "migration")
                .forEach(command -> byCommand.put(command, BundledChecks.of(command)));
        return ValidationSection.of(byCommand);
    }

    static String resource(String name) {
        try (InputStream in = HtmlReport.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new IllegalStateException(name + " is missing from the jar");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static String hash(String text) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return Base64.getEncoder().encodeToString(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
