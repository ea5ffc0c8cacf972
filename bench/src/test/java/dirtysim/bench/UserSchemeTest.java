package dirtysim.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dirtysim.tracking.DirtyTracker;
import java.io.File;
import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A user's own scheme, in a jar of its own beside the simulator, as the README has it. */
class UserSchemeTest {
    private static final String SOURCE = """
            package mine;

            import dirtysim.tracking.DirtyTracker;
            import dirtysim.tracking.Platform;
            import dirtysim.tracking.Script;
            import dirtysim.tracking.TrackingHost;

            public class Mine implements DirtyTracker {
                @Override public String id() { return "mine"; }
                @Override public String title() { return "reports nothing, ever"; }
                @Override public Platform platform() { return Platform.NESTED; }
                @Override public void attach(TrackingHost host) {}
                @Override public void query(Script script) {}

                public static final class Broken extends Mine {
                    @Override public String id() { return "broken"; }
                    @Override public void query(Script script) { throw new IllegalStateException("a bug of mine"); }
                }
            }
            """;

    @TempDir
    private static Path folder;

    private static String classPath;

    @BeforeAll
    static void compile() throws IOException {
        String simulator = System.getProperty("java.class.path");
        Path source = Files.writeString(folder.resolve("Mine.java"), SOURCE);
        int code = ToolProvider.getSystemJavaCompiler()
                .run(null, null, null, "-cp", simulator, "-d", folder.toString(), source.toString());
        assertEquals(0, code, "the scheme of the test does not compile");
        Path jar = folder.resolve("mine.jar");
        try (JarOutputStream out = new JarOutputStream(Files.newOutputStream(jar))) {
            for (String type : List.of("mine/Mine.class", "mine/Mine$Broken.class")) {
                out.putNextEntry(new JarEntry(type));
                out.write(Files.readAllBytes(folder.resolve(type)));
            }
            out.putNextEntry(new JarEntry("META-INF/services/" + DirtyTracker.class.getName()));
            out.write("mine.Mine\nmine.Mine$Broken\n".getBytes(StandardCharsets.UTF_8));
        }
        classPath = simulator + File.pathSeparator + jar;
    }

    /** As {@link #java}, without another JVM: the jar is on the class path of this thread alone. */
    private static CommandLineRun run(Object... args) throws IOException {
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        URL jar = folder.resolve("mine.jar").toUri().toURL();
        try (URLClassLoader beside = new URLClassLoader(new URL[] {jar}, before)) {
            thread.setContextClassLoader(beside);
            return CommandLineRun.of(args);
        } finally {
            thread.setContextClassLoader(before);
        }
    }

    private static CommandLineRun java(Object... args) throws IOException, InterruptedException {
        List<String> words = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                classPath,
                Main.class.getName()));
        List.of(args).forEach(word -> words.add(word.toString()));
        Path out = folder.resolve("stdout");
        Path err = folder.resolve("stderr");
        Process process = new ProcessBuilder(words)
                .redirectOutput(out.toFile())
                .redirectError(err.toFile())
                .start();
        return new CommandLineRun(process.waitFor(), Files.readString(out), Files.readString(err));
    }

    @Test
    void isListedAfterTheBundledOnes() throws IOException, InterruptedException {
        String last = java("list", "schemes")
                .succeeded()
                .out()
                .lines()
                .reduce((first, second) -> second)
                .orElseThrow();
        assertTrue(last.matches("mine +nested +reports nothing, ever"), last);
    }

    @Test
    void isSimulatedBesideABundledOne() throws IOException {
        Path out = folder.resolve("out");
        String trace = BundledTraces.first();
        run("simulate", "--trace", trace, "--scheme", "mine,stop-copy", "--out", out, "--cpu-dirty", 0)
                .succeeded();
        List<String> rows = Files.readAllLines(out.resolve("results.csv"));
        assertEquals(3, rows.size());
        assertTrue(rows.get(1).startsWith("adhoc,adhoc,mine," + trace), rows.get(1));
        assertTrue(rows.get(2).startsWith("adhoc,adhoc,stop-copy," + trace), rows.get(2));
    }

    @Test
    void isCheckedInEveryInterleaving() throws IOException {
        CommandLineRun run = run("check", "--scheme", "mine", "--pages", 1, "--iovas", 1);
        assertEquals("", run.err());
        assertEquals(1, run.exitCode());
        assertTrue(run.out().startsWith("mine         device writes during unmap: no   LOSES page 0"), run.out());
        CommandLineRun broken = run("check", "--scheme", "broken");
        assertEquals(2, broken.exitCode());
        assertTrue(broken.err().contains("scheme broken (mine.Mine$Broken): "), broken.err());
        assertTrue(broken.err().contains("IllegalStateException: a bug of mine; mend the scheme"), broken.err());
        assertEquals(1, broken.err().lines().count(), broken.err());
    }

    @Test
    void aFaultOfItIsNamedAndTheOtherRunsAreKept() throws IOException {
        Path out = folder.resolve("partly");
        String trace = BundledTraces.first();
        CommandLineRun run = run("simulate", "--trace", trace, "--scheme", "broken,stop-copy", "--out", out);
        assertEquals(2, run.exitCode());
        assertEquals(1, run.err().lines().count(), run.err());
        assertTrue(run.err().contains("trace " + trace + ", scheme broken: "), run.err());
        assertTrue(run.err().contains("IllegalStateException: a bug of mine; "), run.err());
        assertTrue(run.err().contains("mend the scheme"), run.err());
        assertTrue(run.out().contains("1 of 2 runs failed; the other 1 are in " + out), run.out());
        assertEquals(2, Files.readAllLines(out.resolve("results.csv")).size(), "a header and the run that ended");
    }
}
