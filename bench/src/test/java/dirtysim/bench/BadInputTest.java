package dirtysim.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Whatever a user gets wrong ends with exit code 2 and one line that says what, where, and the mend. */
class BadInputTest {
    @TempDir
    private Path folder;

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
            run --sute quick                        | unknown option '--sute'             | did you mean '--suite'?
            run                                     | missing required option: '--suite   | see 'dirtysim run --help'
            run --suite                             | missing required parameter          | see 'dirtysim run --help'
            run quick                               | needless argument 'quick'           | did you mean '--suite quick'? Or see 'dirtysim run --help'
            run --suite replic                      | is called 'replic'                  | did you mean 'replicated'?
            check --scheme shadow                   | unknown scheme 'shadow'             | did you mean 'shadow-dbit'?
            check --scheme sh                       | unknown scheme 'sh'                 | ; take one of
            run --suite quick extra                 | needless argument 'extra'           | see 'dirtysim run --help'
            run --suite quik                        | is called 'quik'                    | did you mean 'quick'?
            run --suite quick --seed 1.5            | --seed: seed is '1.5'               | write 1 or 30
            run --suite quick --seed 1 --seed 2     | '--seed' (N) should be specified only once | --help
            run --suite quick --jobs 0              | --jobs: there must be a worker      | at least 1
            run --suite quick --jobs two            | '--jobs': 'two' is not an int       | --help
            run --suite quick --set iotlb-entry=64  | no parameter is called 'iotlb-entry' | did you mean 'iotlb-entries'?
            run --suite quick --set iotlb-entries=0 | iotlb-entries = 0 is out of its range | stay within 1 to 65536 entries
            run --suite quick --set iotlb-entries=x | iotlb-entries is 'x'                | give a number of entries
            run --suite quick --set iotlb-entries   | 'iotlb-entries' is no assignment    | write it like --set
            run --suite quick --set page-walkers=2 --set page-walkers=3 | page-walkers is set twice | set it once
            run --suite quick --set scalable-mode=maybe | --set: scalable-mode is 'maybe'  | give yes or no
            run --suite quick --set max-address-mask=99 | max-address-mask is '99'         | whole number of 0 to 52
            run --suite quick --set scalable-mod=no | no parameter is called 'scalable-mod' | did you mean 'scalable-mode'?
            run --suite quick --set nesting=no      | scheme nested-dbit: it needs nesting (ECAP.NEST, bit 26), which | set nesting=yes
            run --suite quick --profile kunpeng     | --profile: no bundled profile and no file is called 'kunpeng' | kunpeng-920
            run --suite quick --profile modern_x86  | --profile: no bundled profile       | did you mean 'modern-x86'?
            list parameters --profile x             | --profile: no bundled profile       | or a YAML file
            calibrate                               | missing required option: '--out     | --help
            calibrate --out no-such-folder/x.yaml   | --out: there is no folder           | make it first
            run --suite quick --set map-ns=5GiB     | map-ns is '5GiB', which is no number | a number of ns, or one with its unit like 300ms
            run --suite quick --set iotlb-replacement=lruu | 'lruu', which is no choice     | did you mean 'lru'? Or take one of
            check --hand-over copi                  | there is no path 'copi'             | did you mean 'copy'? Or write one of copy
            list scheme                             | unknown command 'scheme'            | did you mean 'schemes'?
            list schemes --jso                      | unknown option '--jso'              | did you mean '--json'?
            trace shape e1000e-rx-strict x --phase evn | it is 'evn'                      | did you mean 'even'? Or write one of even, random
            trce                                    | unknown command 'trce'              | did you mean 'trace'?
            frobnicate                              | unknown command 'frobnicate'        | take one of run, simulate
            trace                                   | missing required subcommand         | take one of info, convert
            trace info                              | missing required parameter          | --help
            trace info no-such-trace                | no-such-trace:                      | ;
            trace convert no-such-trace out.dtrace  | no-such-trace:                      | ;
            list nothing                            | unknown command 'nothing'           | schemes
            report no-such-folder --out x.html      | no-such-folder                      | ;
            report no-such-folder                   | missing required option: '--out     | --help
            simulate --scheme all                   | missing required option: '--trace   | --help
            validate                                | missing required subcommand         | take one of hardware
            validate hardwear                       | unknown command 'hardwear'          | did you mean 'hardware'?
            validate hardware --run x               | unknown option '--run'              | did you mean '--runs'?
            validate hardware --runs no-such-folder | no-such-folder: there is no such folder | recorded runs
            check --pages 5                         | --pages: 5 is out of range          | a number from 1 to 4
            check --iovas 0                         | --iovas: 0 is out of range          | a number from 1 to 4
            check --depth 1001                      | --depth: 1001 is out of range       | a number from 1 to 1000
            check --queries 4                       | --queries: 4 is out of range        | a number from 0 to 3
            check --scheme nested-dbt               | 'nested-dbt'                        | nested-dbit
            check --device-during-unmap maybe       | '--device-during-unmap'             | --help
            """)
    void oneLineSaysWhatWhereAndTheMend(String commandLine, String what, String mend) {
        String complaint = CommandLineRun.of((Object[]) commandLine.split(" ")).complaint();
        assertTrue(complaint.contains(what), complaint);
        assertTrue(complaint.substring(complaint.indexOf(';')).contains(mend), complaint);
        assertFalse(complaint.contains("Exception"), complaint);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            --scheme pinned,shadow-dbit --set second-stage-dirty=no | scheme shadow-dbit: it needs second-stage-dirty (ECAP.SSADS, bit 45) | or leave the scheme out
            --scheme all --set coherent-walk=no     | scheme nested-dbit: it needs coherent-walk (ECAP.C, bit 0, and ECAP.SMPWC, bit 48) | set coherent-walk=yes
            --scheme pinned --set caching-mode=no   | scheme pinned: it needs caching-mode (CAP.CM, bit 7) | set caching-mode=yes
            --scheme nested-dbt                     | --scheme: unknown scheme 'nested-dbt' | did you mean 'nested-dbit'?
            --scheme pinned,pinned                  | --scheme: 'pinned' is named twice     | once
            --scheme pinned --ram 64                | --ram: '64' is not a size             | 2GiB
            --scheme pinned --ram -2GiB             | --ram: '-2GiB' is not a size          | 2GiB
            --scheme pinned --ram 2gib              | --ram: '2gib' is not a size           | GiB
            --scheme pinned --ram 3MiB              | --ram: ram is no multiple of 2MiB     | round
            --scheme pinned --ram 64TiB             | --ram: ram is out of its range        | 16TiB
            --scheme pinned --ram 2MiB              | cpu-working-set (536870912 bytes) is greater than ram | raise
            --scheme pinned --link 25Gb/s           | --link: '25Gb/s' is not a rate        | 25Gbit/s
            --scheme pinned --link 0Gbit/s          | --link: link is out of its range      | 1Mbit/s
            --scheme pinned --downtime-limit 300    | --downtime-limit: '300' is not a duration | 300ms
            --scheme pinned --time-scale fast       | --time-scale: time-scale is 'fast'    | write
            --scheme pinned --time-scale NaN        | --time-scale: time-scale is 'NaN'     | write
            --scheme pinned --time-scale 0          | --time-scale: time-scale is out of its range | 0.001
            --scheme pinned --max-rounds 0          | --max-rounds: max-rounds is out of its range | 1 to
            --scheme pinned --cpu-log dirty-log     | --cpu-log: cpu-log is 'dirty-log'     | write-protect, pml, dirty-ring
            --scheme pinned --cpu-log dirty-ring --cpu-log-clear all-set | a dirty ring cannot start with all pages set | bitmap
            --scheme pinned --cpu-log dirty-ring --cpu-log-clear chunk | a dirty ring is not cleared by chunk | bitmap
            --scheme pinned --cpu-log dirty-ring-pml --cpu-ring-entries 512 | a dirty ring of 512 entries | 1024
            --scheme pinned --cpu-ring-entries 5000 | a dirty ring of 5000 entries          | power of two
            --scheme pinned --cpu-log dirty-rng     | --cpu-log: cpu-log is 'dirty-rng'     | did you mean 'dirty-ring'? Or write one of write-protect
            --scheme pinned --rate 100              | --rate: '100' is not a rate           | 25Gbit/s
            --scheme pinned --state-size 100MB/s    | --state-size: '100MB/s' is not a size | 2GiB
            --scheme pinned --link-latency 1        | --link-latency: '1' is not a duration | 300ms
            --scheme pinned --vcpus 0               | --vcpus: vcpus is out of its range    | 1 to
            """)
    void anOptionOfSimulateIsCheckedBeforeAnythingRuns(String options, String what, String mend) {
        String complaint = CommandLineRun.of(
                        (Object[]) ("simulate --trace " + BundledTraces.first() + " " + options).split(" "))
                .complaint();
        assertTrue(complaint.contains(what), complaint);
        assertTrue(complaint.substring(complaint.indexOf(';')).contains(mend), complaint);
    }

    @Test
    void aTraceThatIsNotThereIsNamed() {
        String complaint = CommandLineRun.of("simulate", "--trace", "gone.trace", "--scheme", "all")
                .complaint();
        assertTrue(complaint.startsWith("--trace: no bundled trace and no file is called 'gone.trace'"), complaint);
    }

    @Test
    void aBrokenTraceLineIsNamedByFileAndLine() throws IOException {
        Path trace = Files.writeString(
                folder.resolve("broken.trace"), "# tracer: nop\n# comment\nthis is no line of a trace\n");
        for (List<Object> command : List.<List<Object>>of(
                List.of("trace", "info", trace),
                List.of("trace", "convert", trace, folder.resolve("out.dtrace")),
                List.of("simulate", "--trace", trace, "--scheme", "all", "--out", folder.resolve("out")))) {
            String complaint = CommandLineRun.of(command.toArray()).complaint();
            assertTrue(complaint.contains("broken.trace, line 3: "), complaint);
        }
        assertFalse(Files.exists(folder.resolve("out.dtrace")), "nothing is written from a broken trace");
    }

    @Test
    void aBrokenAccessOfARecordedRunIsNamedByFileAndLine() throws IOException {
        Path accesses = folder.resolve("mine.devaccess.csv");
        Files.writeString(
                folder.resolve("mine.trace"),
                "  a-1  [000] .....  1.000001: map: IOMMU: iova=0x0000000000001000 - 0x0000000000002000"
                        + " paddr=0x0000000000002000 size=4096\n");
        Files.writeString(accesses, "guest_us,flush_rank,did,bdf,iova,gpa,op,iotlb\n1,0,4,d,zero,0,R,hit\n");
        Path out = folder.resolve("out");
        String complaint = CommandLineRun.of("validate", "hardware", "--runs", folder, "--out", out)
                .complaint();
        assertTrue(complaint.startsWith(accesses + ", line 2: iova is 'zero'"), complaint);
        assertFalse(Files.exists(out.resolve("validation.csv")), "nothing is written from a broken run");
    }

    @Test
    void aMisspeltSuiteKeyIsNamedByFileLineAndColumn() throws IOException {
        Path suite = Files.writeString(folder.resolve("mine.yaml"), """
                suite: mine
                description: With a slip in it.
                scenarios:
                  - name: only
                    tracse: all
                    schemes: all
                """);
        String complaint = CommandLineRun.of("run", "--suite", suite).complaint();
        assertTrue(complaint.startsWith(suite + ":5:5: unknown key 'tracse'; did you mean 'traces'?"), complaint);
        assertTrue(complaint.contains("Known: name, traces, schemes, vary, ram, link"), complaint);
    }

    @Test
    void theValidationTakesNoOptionsOfRuns() {
        Path out = folder.resolve("none");
        String complaint = CommandLineRun.of("run", "--suite", "validation", "--seed", 3, "--out", out)
                .complaint();
        assertTrue(complaint.startsWith("--suite: 'validation' has its own hosts and seeds;"), complaint);
        assertFalse(Files.exists(out));
    }

    @Test
    void aResultsPathThatIsAFileIsRefusedBeforeTheSweep() throws IOException {
        Path file = Files.createFile(folder.resolve("taken"));
        String complaint =
                CommandLineRun.of("run", "--suite", "quick", "--out", file).complaint();
        assertTrue(complaint.startsWith(file + ": is a file, not a folder;"), complaint);
    }

    @Test
    void aTraceThatDoesNotFitTheRamIsNamedAndNothingIsWritten() throws IOException {
        Path out = folder.resolve("out");
        CommandLineRun run = CommandLineRun.of(
                "simulate",
                "--trace",
                BundledTraces.first(),
                "--scheme",
                "pinned",
                "--out",
                out,
                "--ram",
                "256MiB",
                "--cpu-working-set",
                "64MiB");
        assertTrue(run.complaint().contains("scheme pinned: trace " + BundledTraces.first()), run.err());
        assertTrue(run.complaint().contains("beyond RAM of 256 MiB"), run.err());
        assertEquals("1 of 1 runs failed; nothing was written\n", run.out());
        assertFalse(Files.exists(out.resolve("results.csv")));
    }

    @Test
    void noArgumentsShowTheHelpAndOneLine() {
        CommandLineRun run = CommandLineRun.of();
        assertTrue(
                run.complaint()
                        .endsWith(
                                "take one of run, simulate, frontier, advise, trace, list, calibrate, compare, merge, report, check, validate, completion"),
                run.err());
        assertEquals(CommandLineRun.of("--help").succeeded().out(), run.out());
    }

    @Test
    void theStackTraceComesOnlyUnderDebug() {
        CommandLineRun run = CommandLineRun.of("trace", "info", "no-such-trace", "--debug");
        assertEquals(2, run.exitCode());
        assertTrue(run.err().lines().count() > 1, run.err());
        assertTrue(run.err().contains("InputException"), run.err());
    }
}
