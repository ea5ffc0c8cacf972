package dirtysim.bench;

import dirtysim.bench.suite.Catalogue;
import dirtysim.bench.suite.Suite;
import dirtysim.bench.suite.Suites;
import dirtysim.host.CapabilityKeys;
import dirtysim.host.Parameters;
import dirtysim.tracking.Schemes;
import dirtysim.workloads.Traces;
import java.util.List;
import java.util.Locale;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
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
        })
final class ListCommand {
    @Spec
    private CommandSpec spec;

    @Command(
            name = "schemes",
            header = "Lists the tracking schemes on the class path.",
            footerHeading = "%nExamples:%n",
            footer = {
                "  dirtysim list schemes",
                "  java -cp dirtysim.jar:mine.jar dirtysim.bench.Main list schemes",
            })
    int schemes() {
        return print(Schemes.all().stream()
                .map(scheme ->
                        List.of(scheme.id(), scheme.platform().toString().toLowerCase(Locale.ROOT), scheme.title()))
                .toList());
    }

    @Command(
            name = "suites",
            header = "Lists the bundled suites.",
            footerHeading = "%nExamples:%n",
            footer = "  dirtysim list suites")
    int suites() {
        Catalogue catalogue = Catalogue.installed();
        return print(Suites.bundled().stream()
                .map(name -> {
                    Suite suite = Suites.open(name, catalogue);
                    return List.of(suite.name(), suite.runCount() + " runs", suite.description());
                })
                .toList());
    }

    @Command(
            name = "traces",
            header = "Lists the bundled traces.",
            footerHeading = "%nExamples:%n",
            footer = "  dirtysim list traces")
    int traces() {
        return print(Traces.bundled().stream()
                .map(trace -> List.of(trace.name(), trace.description()))
                .toList());
    }

    @Command(
            name = "parameters",
            header = "Lists the parameters of host and hardware: key, default, range, unit, status, source, meaning.",
            footerHeading = "%nExamples:%n",
            footer = "  dirtysim list parameters")
    int parameters() {
        return print(Parameters.declared().stream()
                .map(parameter -> List.of(
                        parameter.key(),
                        Parameters.text(parameter, parameter.value()),
                        Parameters.range(parameter),
                        parameter.unit(),
                        parameter.status().toString().toLowerCase(Locale.ROOT),
                        parameter.text() + " [" + parameter.source() + "]"))
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
        return print(CapabilityKeys.declared().stream()
                .map(capability -> List.of(
                        capability.key(),
                        capability.value(),
                        CapabilityKeys.range(capability),
                        capability.register(),
                        capability.text() + " [" + capability.source() + "]"))
                .toList());
    }

    /** Columns as wide as they must be; the last one as it comes. */
    private int print(List<List<String>> rows) {
        StringBuilder text = new StringBuilder();
        for (List<String> row : rows) {
            for (int column = 0; column < row.size() - 1; column++) {
                int at = column;
                int width = rows.stream()
                        .mapToInt(other -> other.get(at).length())
                        .max()
                        .orElse(0);
                text.append(row.get(column))
                        .append(" ".repeat(width - row.get(column).length() + 2));
            }
            text.append(row.get(row.size() - 1)).append('\n');
        }
        spec.commandLine().getOut().print(text);
        return 0;
    }
}
