package dirtysim.api;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import dirtysim.contract.SchemeContract;
import dirtysim.host.InputException;
import dirtysim.reports.ResultsCsv;
import dirtysim.reports.ResultsDirectory;
import dirtysim.scenario.RunRecord;
import dirtysim.scenario.ScenarioBuilder;
import dirtysim.tracking.DirtyTracker;
import dirtysim.workloads.Traces;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The API is what these types and everything their signatures reach offer; a file holds it. */
class ApiTest {
    private static final Path GOLDEN = Path.of("src", "test", "resources", "dirtysim", "api", "api.txt");
    private static final List<Class<?>> ROOTS = List.of(
            Dirtysim.class,
            Experiment.class,
            Result.class,
            RunRecord.class,
            ScenarioBuilder.class,
            DirtyTracker.class,
            SchemeContract.class,
            Traces.class,
            ResultsCsv.class,
            ResultsDirectory.class,
            InputException.class);

    @Test
    void itIsAsSealed() throws IOException {
        String actual = String.join("\n", Signatures.reachedFrom(ROOTS)) + "\n";
        if (Boolean.getBoolean("dirtysim.golden.rewrite")) {
            Files.writeString(GOLDEN, actual);
            fail("rewrote " + GOLDEN + ": look at the difference, and commit it");
        }
        String sealed = Files.readString(GOLDEN);
        if (!sealed.equals(actual)) {
            TreeSet<String> gone = new TreeSet<>(sealed.lines().toList());
            TreeSet<String> come = new TreeSet<>(actual.lines().toList());
            gone.removeAll(actual.lines().toList());
            come.removeAll(sealed.lines().toList());
            fail("the public API has changed; what is gone breaks callers, so keep it unless that is meant, then run"
                    + " mvn test -pl bench -am -Dtest=ApiTest -Dsurefire.failIfNoSpecifiedTests=false"
                    + " -Ddirtysim.golden.rewrite=true; gone: " + gone + ", come: " + come);
        }
    }

    /** The signatures are read out of a type whose every kind of member is known. */
    @Test
    void everyKindOfMemberIsSeen() {
        assertEquals(
                List.of(
                        "dirtysim.api.ApiTest$Sample$Point: public double x()",
                        "dirtysim.api.ApiTest$Sample$Point: public static final record",
                        "dirtysim.api.ApiTest$Sample$Word: public static final dirtysim.api.ApiTest$Sample$Word ONE",
                        "dirtysim.api.ApiTest$Sample$Word: public static final enum",
                        "dirtysim.api.ApiTest$Sample: protected abstract static class implements java.lang.Comparable<dirtysim.api.ApiTest$Sample>",
                        "dirtysim.api.ApiTest$Sample: protected final void hook(long[], java.util.List<? extends T>...) throws java.io.IOException",
                        "dirtysim.api.ApiTest$Sample: protected static final int FIELD",
                        "dirtysim.api.ApiTest$Sample: public dirtysim.api.ApiTest$Sample$Point point()",
                        "dirtysim.api.ApiTest$Sample: public dirtysim.api.ApiTest$Sample(int)"),
                Signatures.reachedFrom(List.of(Sample.class)));
    }

    /** Who reads a package's documentation learns whether it is API, and no package claims what the file does not hold. */
    @Test
    void packagesSayWhatOfThemIsApi() throws IOException {
        Set<String> held = new TreeSet<>();
        for (String line : Files.readAllLines(GOLDEN)) {
            held.add(line.substring(0, line.indexOf(':')).replaceFirst("\\.[A-Z].*", ""));
        }
        Set<String> saying = new TreeSet<>();
        for (String module : List.of("sim-core", "workloads", "reports", "bench")) {
            Path sources = Path.of("..", module, "src", "main", "java");
            try (Stream<Path> files = Files.walk(sources)) {
                for (Path file :
                        files.filter(path -> path.endsWith("package-info.java")).toList()) {
                    if (Files.readString(file).contains("<p>API: ")) {
                        saying.add(
                                sources.relativize(file.getParent()).toString().replace(File.separatorChar, '.'));
                    }
                }
            }
        }
        assertEquals(held, saying);
    }

    @Test
    void nothingOfTheTestsIsInIt() throws IOException {
        List<String> lines = Files.readAllLines(GOLDEN);
        assertTrue(lines.size() > 300, lines.size() + " lines");
        assertTrue(lines.stream().allMatch(line -> line.startsWith("dirtysim.")));
    }

    /** Read by reflection alone. */
    protected abstract static class Sample implements Comparable<Sample> {
        protected static final int FIELD = 1;

        public Sample(int of) {}

        public Point point() {
            return new Point(1);
        }

        @SafeVarargs
        protected final <T> void hook(long[] values, List<? extends T>... more) throws IOException {
            hidden();
        }

        void hidden() {}

        public record Point(double x) {}

        public enum Word {
            ONE
        }
    }
}
