package dirtysim.bench;

import dirtysim.bench.suite.Catalogue;
import dirtysim.bench.suite.Profiles;
import dirtysim.bench.suite.Suite;
import dirtysim.bench.suite.Suites;
import dirtysim.host.CapabilityKeys;
import dirtysim.host.HostProfile;
import dirtysim.host.Parameter;
import dirtysim.host.Parameters;
import dirtysim.reports.text.JsonText;
import dirtysim.tracking.Schemes;
import dirtysim.workloads.Traces;
import dirtysim.workloads.generate.GeneratedName;
import java.io.PrintWriter;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;

/** {@code list}: what there is. */
@Command(
        name = "list",
        header = "Lists what there is.",
        synopsisSubcommandLabel = "COMMAND",
        footerHeading = "%nExamples:%n",
        footer = {
            "  dirtysim list schemes",
            "  dirtysim list parameters",
            "  dirtysim list capabilities",
            "  dirtysim list traces --json",
        })
final class ListCommand {
    /** Columns that hold numbers, or words in their place. */
    private static final Set<String> NUMBERS = Set.of("runs", "given", "default", "value");

    @Spec
    private CommandSpec spec;

    @Option(
            names = "--json",
            order = 1,
            scope = ScopeType.INHERIT,
            description = "Print one JSON object in place of the table.")
    private boolean json;

    @Command(
            name = "schemes",
            header = "Lists the tracking schemes on the class path.",
            footerHeading = "%nExamples:%n",
            footer = {
                "  dirtysim list schemes",
                "  java -cp dirtysim.jar:mine.jar dirtysim.bench.Main list schemes",
            })
    int schemes() {
        return print(
                "schemes",
                List.of("id", "platform", "title"),
                Schemes.all().stream()
                        .map(scheme -> List.of(
                                scheme.id(), scheme.platform().toString().toLowerCase(Locale.ROOT), scheme.title()))
                        .toList());
    }

    @Command(
            name = "suites",
            header = "Lists the bundled suites.",
            footerHeading = "%nExamples:%n",
            footer = "  dirtysim list suites")
    int suites() {
        Catalogue catalogue = Catalogue.installed();
        return print(
                "suites",
                List.of("name", "runs", "question"),
                Stream.concat(
                                Suites.bundled().stream().map(name -> {
                                    Suite suite = Suites.open(name, catalogue);
                                    return List.of(
                                            suite.name(), Integer.toString(suite.runCount()), suite.description());
                                }),
                                Stream.of(List.of(ValidateAllCommand.SUITE, "", ValidateAllCommand.QUESTION)))
                        .toList());
    }

    @Command(
            name = "traces",
            header = "Lists the bundled traces, and the kinds of generated ones.",
            footerHeading = "%nExamples:%n",
            footer = "  dirtysim list traces")
    int traces() {
        return print(
                "traces",
                List.of("name", "description"),
                Stream.concat(
                                Traces.bundled().stream().map(trace -> List.of(trace.name(), trace.description())),
                                GeneratedName.KINDS.stream()
                                        .map(kind -> List.of(GeneratedName.PREFIX + kind.id() + ",...", kind.title())))
                        .toList());
    }

    @Command(
            name = "kinds",
            header = "Lists the kinds of generated traces: kind, key, default, range, unit, meaning.",
            footerHeading = "%nExamples:%n",
            footer = {
                "  dirtysim list kinds",
                "  dirtysim simulate --trace generated:nic,rx=100Gbit/s,queues=16 --scheme all",
            })
    int kinds() {
        return print(
                "kinds",
                List.of("kind", "key", "default", "range", "unit", "meaning"),
                GeneratedName.KINDS.stream()
                        .flatMap(kind -> kind.parameters().stream()
                                .map(parameter -> List.of(
                                        kind.id(),
                                        parameter.key(),
                                        parameter.show(parameter.standard()),
                                        parameter.range(),
                                        parameter.unit(),
                                        parameter.text())))
                        .toList());
    }

    @Command(
            name = "profiles",
            header = "Lists the bundled host profiles: name, how many parameters it gives, what it stands for.",
            footerHeading = "%nExamples:%n",
            footer = {
                "  dirtysim list profiles",
                "  dirtysim list parameters --profile kunpeng-920",
            })
    int profiles() {
        return print(
                "profiles",
                List.of("name", "given", "description"),
                Profiles.bundled().stream()
                        .map(name -> Profiles.open(name, Path.of(""), name))
                        .map(profile -> List.of(
                                profile.name(),
                                Integer.toString(profile.host().values().size()),
                                profile.description()))
                        .toList());
    }

    @Command(
            name = "capabilities",
            header = "Lists what the modelled IOMMU can do: key, default, range, register and bit, meaning, source.",
            footerHeading = "%nExamples:%n",
            footer = {
                "  dirtysim list capabilities",
                "  dirtysim run --suite quick --set max-address-mask=9",
            })
    int capabilities() {
        return print(
                "capabilities",
                List.of("key", "default", "range", "register", "meaning", "source"),
                CapabilityKeys.declared().stream()
                        .map(capability -> List.of(
                                capability.key(),
                                capability.value(),
                                CapabilityKeys.range(capability),
                                capability.register(),
                                capability.text(),
                                capability.source()))
                        .toList());
    }

    @Command(
            name = "parameters",
            header = "Lists the parameters of host and hardware: key, default, range, unit, status, source, meaning.",
            footerHeading = "%nExamples:%n",
            footer = {
                "  dirtysim list parameters",
                "  dirtysim list parameters --profile kunpeng-920",
            })
    int parameters(
            @Option(
                            names = "--profile",
                            paramLabel = "NAME|FILE.yaml",
                            description = "With what this host profile gives in place of defaults and their sources.")
                    String named) {
        HostProfile profile =
                (named == null ? Profiles.standard() : Profiles.open(named, Path.of(""), "--profile")).host();
        return print(
                "parameters",
                List.of("key", "value", "range", "unit", "status", "meaning", "source"),
                Parameters.declared().stream()
                        .map(parameter -> row(parameter, profile))
                        .toList());
    }

    private static List<String> row(Parameter parameter, HostProfile profile) {
        Optional<HostProfile.Value> given = profile.value(parameter.key());
        String source =
                given.map(value -> profile.name() + ": " + value.source()).orElse(parameter.source());
        return List.of(
                parameter.key(),
                Parameters.text(parameter, given.map(HostProfile.Value::value).orElse(parameter.value())),
                Parameters.range(parameter),
                parameter.unit(),
                given.map(HostProfile.Value::status)
                        .orElse(parameter.status())
                        .toString()
                        .toLowerCase(Locale.ROOT),
                parameter.text(),
                source);
    }

    /**
     * Prints what was listed.
     *
     * @param what what is listed
     * @param names what each column is called in JSON; a table has the source in brackets, and counts with their names
     * @param rows the rows of the table
     */
    private int print(String what, List<String> names, List<List<String>> rows) {
        PrintWriter out = spec.commandLine().getOut();
        if (json) {
            out.print(JsonText.render(
                    Map.of(what, rows.stream().map(row -> object(names, row)).toList())));
        } else {
            out.print(Columns.render(rows.stream().map(row -> cells(names, row)).toList()));
        }
        return 0;
    }

    private static Map<String, Object> object(List<String> names, List<String> row) {
        Map<String, Object> object = new LinkedHashMap<>();
        for (int n = 0; n < names.size(); n++) {
            object.put(names.get(n), value(names.get(n), row.get(n)));
        }
        return object;
    }

    private static Object value(String name, String text) {
        if (!NUMBERS.contains(name)) {
            return text;
        }
        try {
            return text.isEmpty() ? null : new BigDecimal(text);
        } catch (NumberFormatException e) {
            return text;
        }
    }

    private static List<String> cells(List<String> names, List<String> row) {
        List<String> cells = new ArrayList<>();
        for (int n = 0; n < names.size(); n++) {
            String text = row.get(n);
            switch (names.get(n)) {
                case "source" -> cells.set(n - 1, cells.get(n - 1) + " [" + text + "]");
                case "runs", "given" -> cells.add(text.isEmpty() ? "" : text + " " + names.get(n));
                default -> cells.add(text);
            }
        }
        return cells;
    }
}
