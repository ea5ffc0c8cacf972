package dirtysim.bench;

import com.fasterxml.jackson.core.JsonProcessingException;
import dirtysim.bench.check.CheckJson;
import dirtysim.bench.check.CheckText;
import dirtysim.bench.suite.Catalogue;
import dirtysim.check.Checker;
import dirtysim.check.Universe;
import dirtysim.check.Verdict;
import dirtysim.host.HandOver;
import dirtysim.host.InputException;
import dirtysim.tracking.Schemes;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code check}: every interleaving of a small universe. */
@Command(
        name = "check",
        header = "Tries every interleaving of guest, device, IOMMU, scheme and migration in a small universe.",
        description = {
            "%nA page is lost if a device wrote it after it was copied for the last time. For each scheme that loses one, a"
                    + " shortest schedule that does is printed. Each scheme is checked with a device that leaves a buffer"
                    + " alone while it is being unmapped, and with one that does not.",
        },
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:no scheme asked for loses a page",
            "1:one does; without --scheme that is so, for iova-log is among them",
            "2:bad usage, or a scheme that cannot be checked",
        },
        sortOptions = false,
        sortSynopsis = false,
        footerHeading = "%nExamples:%n",
        footer = {
            "  dirtysim check",
            "  dirtysim check --scheme shadow-dbit --device-during-unmap yes",
            "  dirtysim check --scheme iova-log --pages 1 --iovas 1 --json",
        })
final class CheckCommand implements Callable<Integer> {
    /** Whether the device may still access a buffer while it is being unmapped. */
    enum DuringUnmap {
        NO("no"),
        YES("yes"),
        BOTH("both");

        private final String word;

        DuringUnmap(String word) {
            this.word = word;
        }

        @Override
        public String toString() {
            return word;
        }
    }

    @Spec
    private CommandSpec spec;

    @Option(
            names = "--scheme",
            order = 1,
            paramLabel = "ID",
            split = ",",
            description = "Schemes to check; 'list schemes' names them (default: all).")
    private List<String> schemes = List.of("all");

    @Option(
            names = "--pages",
            order = 2,
            paramLabel = "N",
            defaultValue = "2",
            description = "Guest pages, 1 to 4 (default: ${DEFAULT-VALUE}).")
    private int pages;

    @Option(
            names = "--iovas",
            order = 3,
            paramLabel = "N",
            defaultValue = "2",
            description = "IOVAs of the one device, 1 to 4 (default: ${DEFAULT-VALUE}).")
    private int iovas;

    @Option(
            names = "--queries",
            order = 4,
            paramLabel = "N",
            defaultValue = "1",
            description = "Queries at the most before the last one, 0 to 3 (default: ${DEFAULT-VALUE}).")
    private int queries;

    @Option(
            names = "--depth",
            order = 5,
            paramLabel = "N",
            defaultValue = "200",
            description = "Steps of a schedule at the most, 1 to 1000 (default: ${DEFAULT-VALUE}).")
    private int depth;

    @Option(
            names = "--device-during-unmap",
            order = 6,
            paramLabel = "WHEN",
            defaultValue = "both",
            description = "Whether the device may still access a buffer while it is being unmapped: no, yes or both"
                    + " (default: ${DEFAULT-VALUE}).")
    private DuringUnmap during;

    @Option(
            names = "--hand-over",
            order = 7,
            paramLabel = "PATH",
            defaultValue = "copy",
            description =
                    "How a driver's bitmap is handed over: at once (copy), or a page at a time, the domain lock given"
                            + " up in between (region, type1) or kept (windows) (default: ${DEFAULT-VALUE}).")
    private String handOver;

    @Option(names = "--json", order = 8, description = "As one JSON object.")
    private boolean json;

    @Override
    public Integer call() throws JsonProcessingException {
        HandOver path = path();
        List<Universe> universes = new ArrayList<>();
        if (during != DuringUnmap.YES) {
            universes.add(new Universe(pages, iovas, queries, false, path));
        }
        if (during != DuringUnmap.NO) {
            universes.add(new Universe(pages, iovas, queries, true, path));
        }
        List<String> ids = Catalogue.installed().schemes(schemes, "--scheme");
        PrintWriter out = spec.commandLine().getOut();
        List<Verdict> verdicts = new ArrayList<>();
        for (String id : ids) {
            for (Universe universe : universes) {
                Verdict verdict = Checker.check(universe, depth, Schemes.create(id));
                verdicts.add(verdict);
                if (!json) {
                    out.print(CheckText.render(verdict));
                    out.flush();
                }
            }
        }
        boolean loses = verdicts.stream().anyMatch(Verdict::loses);
        if (json) {
            out.print(CheckJson.render(verdicts));
        } else if (loses) {
            out.print(CheckText.LEGEND);
        }
        return loses ? 1 : 0;
    }

    private HandOver path() {
        return Arrays.stream(HandOver.values())
                .filter(path -> path.id().equals(handOver))
                .findFirst()
                .orElseThrow(() -> new InputException(
                        "--hand-over",
                        "there is no path '" + handOver + "'",
                        "write one of "
                                + Arrays.stream(HandOver.values())
                                        .map(HandOver::id)
                                        .collect(Collectors.joining(", "))));
    }
}
