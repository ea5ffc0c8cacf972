package dirtysim.bench;

import dirtysim.bench.suite.Catalogue;
import dirtysim.bench.suite.Profiles;
import dirtysim.bench.suite.Suite;
import dirtysim.bench.suite.Suites;
import dirtysim.host.CapabilityKeys;
import dirtysim.host.HostProfile;
import dirtysim.host.Parameter;
import dirtysim.host.Parameters;
import dirtysim.tracking.Schemes;
import dirtysim.workloads.Traces;
import dirtysim.workloads.generate.GeneratedName;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
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
        return print(Stream.concat(
                        Suites.bundled().stream().map(name -> {
                            Suite suite = Suites.open(name, catalogue);
                            return List.of(suite.name(), suite.runCount() + " runs", suite.description());
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
        return print(Stream.concat(
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
        return print(GeneratedName.KINDS.stream()
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
        return print(Profiles.bundled().stream()
                .map(name -> Profiles.open(name, Path.of(""), name))
                .map(profile ->
                        List.of(profile.name(), profile.host().values().size() + " given", profile.description()))
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
        return print(Parameters.declared().stream()
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
                parameter.text() + " [" + source + "]");
    }

    private int print(List<List<String>> rows) {
        spec.commandLine().getOut().print(Columns.render(rows));
        return 0;
    }
}
