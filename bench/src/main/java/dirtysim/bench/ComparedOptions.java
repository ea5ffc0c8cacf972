package dirtysim.bench;

import dirtysim.bench.suite.Catalogue;
import dirtysim.bench.suite.Settings;
import dirtysim.bench.suite.Suite;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Option;

/** Which schemes are compared on which traces. */
final class ComparedOptions {
    @Option(
            names = "--trace",
            order = 1,
            required = true,
            arity = "1..*",
            paramLabel = "FILE|NAME",
            description = "Trace files, bundled traces ('list traces' names them), or all.")
    private List<String> traces;

    @Option(
            names = "--scheme",
            order = 2,
            required = true,
            split = ",",
            paramLabel = "ID",
            description = "Schemes with commas between ('list schemes' names them), or all.")
    private List<String> schemes;

    /** A suite of one scenario with them. */
    Suite suite(String name, Settings settings) {
        Catalogue catalogue = Catalogue.installed();
        Suite.Entry scenario = new Suite.Entry(
                name,
                catalogue.traces(traces, Path.of(""), "--trace"),
                catalogue.schemes(schemes, "--scheme"),
                settings);
        return new Suite(name, "", List.of(scenario));
    }

    /** The options as they were given. */
    List<String> words() {
        List<String> words = new ArrayList<>(List.of("--trace"));
        words.addAll(traces);
        words.addAll(List.of("--scheme", String.join(",", schemes)));
        return words;
    }
}
