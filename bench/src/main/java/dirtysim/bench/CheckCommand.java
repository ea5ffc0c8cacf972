package dirtysim.bench;

import dirtysim.bench.check.CheckJson;
import dirtysim.bench.check.CheckText;
import dirtysim.bench.suite.Catalogue;
import dirtysim.check.Checker;
import dirtysim.check.Universe;
import dirtysim.check.Verdict;
import dirtysim.contract.SchemeContract;
import dirtysim.host.HandOver;
import dirtysim.host.InputException;
import dirtysim.host.Nearest;
import dirtysim.tracking.Schemes;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
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
            "%nWith --guests each scheme is also run on random guests that are whole simulations: strict, lazy, slow, fast,"
                    + " with every hand-over, on other hardware, with locks granted in every order.",
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
            "  dirtysim check --scheme shadow-dbit,dtt --guests 12",
        })
final class CheckCommand implements Callable<Integer> {
    private static final int MOST_GUESTS = 1000;

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

    @Option(
            names = "--guests",
            order = 8,
            paramLabel = "N",
            defaultValue = "0",
            description = "Random guests to run each scheme on besides, 0 to 1000 (default: ${DEFAULT-VALUE}).")
    private int guests;

    @Option(names = "--json", order = 9, description = "As one JSON object.")
    private boolean json;

    @Override
    public Integer call() {
        HandOver path = path();
        if (guests < 0 || guests > MOST_GUESTS) {
            throw new InputException("--guests", guests + " is out of its range", "stay within 0 to " + MOST_GUESTS);
        }
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
        Map<String, SchemeContract.Outcome> outcomes = new LinkedHashMap<>();
        for (String id : ids) {
            for (Universe universe : universes) {
                Verdict verdict = Checker.check(universe, depth, Schemes.create(id));
                verdicts.add(verdict);
                if (!json) {
                    out.print(Main.of(spec).painted(CheckText.render(verdict)));
                    out.flush();
                }
            }
            if (guests > 0) {
                SchemeContract.Outcome outcome = SchemeContract.run(id, guests);
                outcomes.put(id, outcome);
                if (!json) {
                    out.print(Main.of(spec).painted(CheckText.render(id, guests, outcome)));
                    out.flush();
                }
            }
        }
        boolean loses = verdicts.stream().anyMatch(Verdict::loses);
        if (json) {
            out.print(CheckJson.render(verdicts, guests, outcomes));
        } else if (loses) {
            out.print(CheckText.LEGEND);
        }
        boolean breaks = outcomes.values().stream()
                .anyMatch(outcome -> !outcome.breaches().isEmpty());
        return loses || breaks ? 1 : 0;
    }

    private HandOver path() {
        return Arrays.stream(HandOver.values())
                .filter(path -> path.id().equals(handOver))
                .findFirst()
                .orElseThrow(() -> new InputException(
                        "--hand-over",
                        "there is no path '" + handOver + "'",
                        Nearest.choice(
                                handOver,
                                Arrays.stream(HandOver.values())
                                        .map(HandOver::id)
                                        .toList())));
    }
}
