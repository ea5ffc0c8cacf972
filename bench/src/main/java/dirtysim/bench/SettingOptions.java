package dirtysim.bench;

import dirtysim.bench.suite.Setting;
import dirtysim.bench.suite.Settings;
import dirtysim.host.InputException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Option;

/** One option for each {@link Setting} of an ad-hoc scenario. Ordered by number: a JVM may list methods in any order. */
final class SettingOptions {
    private final Map<Setting, String> given = new EnumMap<>(Setting.class);

    @Option(
            names = "--ram",
            order = 10,
            paramLabel = "SIZE",
            description = "Guest RAM, a multiple of 2MiB: 2GiB, 64GiB. Default: 2GiB.")
    void ram(String text) {
        given.put(Setting.RAM, text);
    }

    @Option(
            names = "--link",
            order = 11,
            paramLabel = "RATE",
            description = "Payload bandwidth of the migration link: 25Gbit/s, 3GB/s. Default: 10Gbit/s.")
    void link(String text) {
        given.put(Setting.LINK, text);
    }

    @Option(
            names = "--downtime-limit",
            order = 12,
            paramLabel = "TIME",
            description = "The guest is stopped once the pages left fit through the link in this time. Default: 300ms.")
    void downtimeLimit(String text) {
        given.put(Setting.DOWNTIME_LIMIT, text);
    }

    @Option(
            names = "--time-scale",
            order = 13,
            paramLabel = "X",
            description = "How many times faster than recorded the trace is replayed. Default: 1.")
    void timeScale(String text) {
        given.put(Setting.TIME_SCALE, text);
    }

    @Option(
            names = "--warm-up",
            order = 15,
            paramLabel = "TIME",
            description = "Replay before the migration starts, or auto: until MSER-5 finds the transient at an end."
                    + " Default: 100ms.")
    void warmUp(String text) {
        given.put(Setting.WARM_UP, text);
    }

    @Option(
            names = "--max-rounds",
            order = 16,
            paramLabel = "N",
            description = "Pre-copy rounds after which the guest is stopped all the same. Default: 30.")
    void maxRounds(String text) {
        given.put(Setting.MAX_ROUNDS, text);
    }

    @Option(
            names = "--zero-memory",
            order = 21,
            paramLabel = "SIZE",
            description = "RAM that holds nothing but zeros, in one piece. Default: 0MiB.")
    void zeroMemory(String text) {
        given.put(Setting.ZERO_MEMORY, text);
    }

    @Option(
            names = "--zero-memory-from",
            order = 69,
            paramLabel = "SIZE",
            description = "RAM below the zeros. Default: 0MiB.")
    void zeroMemoryFrom(String text) {
        given.put(Setting.ZERO_MEMORY_FROM, text);
    }

    @Option(
            names = "--pre-copy",
            order = 17,
            paramLabel = "RULES",
            description = "When the migration thread sends, syncs and stops the guest: rounds, qemu-7.2, or qemu-10."
                    + " Default: rounds.")
    void preCopy(String text) {
        given.put(Setting.PRE_COPY, text);
    }

    @Option(
            names = "--max-bandwidth",
            order = 18,
            paramLabel = "RATE",
            description = "QEMU's own limit while the guest runs; 0Mbit/s: the link is the limit. Default: 0Mbit/s.")
    void maxBandwidth(String text) {
        given.put(Setting.MAX_BANDWIDTH, text);
    }

    @Option(
            names = "--max-time",
            order = 19,
            paramLabel = "TIME",
            description = "Time after which QEMU stops the guest all the same. Default: 600s.")
    void maxTime(String text) {
        given.put(Setting.MAX_TIME, text);
    }

    @Option(
            names = "--auto-converge",
            order = 20,
            description = "Under QEMU's rules, throttle a guest that dirties too fast.")
    void autoConverge(boolean throttle) {
        given.put(Setting.AUTO_CONVERGE, Boolean.toString(throttle));
    }

    @Option(
            names = "--dirty-limit",
            order = 50,
            paramLabel = "RATE",
            description =
                    "Under qemu-10, what a vCPU may dirty once the guest dirties too fast; needs --cpu-log dirty-ring."
                            + " Default: 0MiB/s, no limit.")
    void dirtyLimit(String text) {
        given.put(Setting.DIRTY_LIMIT, text);
    }

    @Option(
            names = "--switchover-bandwidth",
            order = 51,
            paramLabel = "RATE",
            description =
                    "Under qemu-10, what is left is held against this bandwidth; 0Mbit/s: that of the last window."
                            + " Default: 0Mbit/s.")
    void switchoverBandwidth(String text) {
        given.put(Setting.SWITCHOVER_BANDWIDTH, text);
    }

    @Option(
            names = "--link-latency",
            order = 52,
            paramLabel = "TIME",
            description = "From one end of the link to the other. Default: 0ms.")
    void linkLatency(String text) {
        given.put(Setting.LINK_LATENCY, text);
    }

    @Option(
            names = "--channels",
            order = 53,
            paramLabel = "N",
            description = "Channels that pages go over, each with its work for a page; 0: only the link limits them."
                    + " Default: 0.")
    void channels(String text) {
        given.put(Setting.CHANNELS, text);
    }

    @Option(
            names = "--state-devices",
            order = 54,
            paramLabel = "N",
            description = "Passthrough devices whose own state moves with the guest. Default: 0.")
    void stateDevices(String text) {
        given.put(Setting.STATE_DEVICES, text);
    }

    @Option(names = "--state-size", order = 55, paramLabel = "SIZE", description = "State of each. Default: 100MiB.")
    void stateSize(String text) {
        given.put(Setting.STATE_SIZE, text);
    }

    @Option(
            names = "--state-transfer",
            order = 56,
            paramLabel = "HOW",
            description = "One device after the other (serial), or all at once (parallel). Default: serial.")
    void stateTransfer(String text) {
        given.put(Setting.STATE_TRANSFER, text);
    }

    @Option(
            names = "--state-ahead",
            order = 57,
            paramLabel = "PERCENT",
            description = "Share of the state that is sent while the guest runs. Default: 0.")
    void stateAhead(String text) {
        given.put(Setting.STATE_AHEAD, text);
    }

    @Option(
            names = "--switchover-ack",
            order = 58,
            description = "Under qemu-10, stop the guest only when the destination has loaded what went ahead.")
    void switchoverAck(boolean acknowledged) {
        given.put(Setting.SWITCHOVER_ACK, Boolean.toString(acknowledged));
    }

    @Option(
            names = "--cpu-dirty",
            order = 22,
            paramLabel = "N",
            description = "Page writes per second by the guest's CPUs. Default: 40000.")
    void cpuDirty(String text) {
        given.put(Setting.CPU_DIRTY, text);
    }

    @Option(
            names = "--cpu-working-set",
            order = 23,
            paramLabel = "SIZE",
            description = "Memory over which those writes are spread. Default: 512MiB.")
    void cpuWorkingSet(String text) {
        given.put(Setting.CPU_WORKING_SET, text);
    }

    @Option(
            names = "--cpu-working-set-above",
            order = 24,
            paramLabel = "SIZE",
            description = "RAM above that memory. Default: 0MiB.")
    void cpuWorkingSetAbove(String text) {
        given.put(Setting.CPU_WORKING_SET_ABOVE, text);
    }

    @Option(
            names = "--cpu-busy-pages",
            order = 25,
            paramLabel = "N",
            description = "Pages directly above that memory that are written all the time besides. Default: 0.")
    void cpuBusyPages(String text) {
        given.put(Setting.CPU_BUSY_PAGES, text);
    }

    @Option(
            names = "--cpu-pattern",
            order = 26,
            paramLabel = "PATTERN",
            description = "How they are spread: uniform, sequential, hot-cold:10%%/90%%, zipf:1.0 or"
                    + " curve:0.1s=1270,1s=12163; behind it +bursts:2s/3s@1s or +series:1s=38000,2s=0."
                    + " Default: uniform.")
    void cpuPattern(String text) {
        given.put(Setting.CPU_PATTERN, text);
    }

    @Option(
            names = "--cpu-loop",
            order = 27,
            paramLabel = "LOOP",
            description = "A stalled or throttled vCPU writes less (closed), or no less (open). Default: closed.")
    void cpuLoop(String text) {
        given.put(Setting.CPU_LOOP, text);
    }

    @Option(names = "--seed", order = 28, paramLabel = "N", description = "Seed of every random stream. Default: 1.")
    void seed(String text) {
        given.put(Setting.SEED, text);
    }

    @Option(
            names = "--replications",
            order = 29,
            paramLabel = "N",
            description = "Seeds to run, from --seed on; results then carry confidence intervals. Default: 1.")
    void replications(String text) {
        given.put(Setting.REPLICATIONS, text);
    }

    @Option(
            names = "--start-phase",
            order = 30,
            paramLabel = "WHEN",
            description = "Start migrating at the end of the warm-up (fixed) or up to a pass of the trace, at most 1s,"
                    + " later, as the seed says (random). Default: auto, random if there are replications.")
    void startPhase(String text) {
        given.put(Setting.START_PHASE, text);
    }

    @Option(
            names = "--keep-lazy",
            order = 31,
            description = "Keep a lazy trace lazy under a shadow scheme, as no real guest does, to see what is lost.")
    void keepLazy(boolean keep) {
        given.put(Setting.KEEP_LAZY, Boolean.toString(keep));
    }

    @Option(
            names = "--device-accesses",
            order = 70,
            paramLabel = "FILE",
            description =
                    "What devices really accessed while the trace was recorded, in place of the model: a file,"
                            + " auto (NAME.devaccess.csv or .csv.gz beside the trace, if it is there) or modelled. Default: auto.")
    void deviceAccesses(String text) {
        given.put(Setting.DEVICE_ACCESSES, text);
    }

    @Option(
            names = "--cpu-log",
            order = 32,
            paramLabel = "KIND",
            description = "How CPU writes are logged: write-protect, pml, dirty-ring or dirty-ring-pml. Default: pml.")
    void cpuLog(String text) {
        given.put(Setting.CPU_LOG, text);
    }

    @Option(
            names = "--cpu-log-clear",
            order = 33,
            paramLabel = "WHEN",
            description = "Clear a bitmap at every read (get), by chunks of 1GiB before they are sent (chunk), or so"
                    + " with all pages set at first (all-set). Default: auto, as QEMU: all-set, and a ring when it is"
                    + " harvested.")
    void cpuLogClear(String text) {
        given.put(Setting.CPU_LOG_CLEAR, text);
    }

    @Option(
            names = "--cpu-log-split",
            order = 34,
            paramLabel = "WHEN",
            description =
                    "Split huge mappings ahead (eager) or at the first write to each page (lazy). Default: eager.")
    void cpuLogSplit(String text) {
        given.put(Setting.CPU_LOG_SPLIT, text);
    }

    @Option(
            names = "--cpu-log-mmu",
            order = 35,
            paramLabel = "MMU",
            description = "Write-protection faults share the MMU lock (tdp) or take it one by one (legacy)."
                    + " Default: tdp.")
    void cpuLogMmu(String text) {
        given.put(Setting.CPU_LOG_MMU, text);
    }

    @Option(
            names = "--vcpus",
            order = 36,
            paramLabel = "N",
            description = "vCPUs, which share the page writes evenly. Default: 4.")
    void vcpus(String text) {
        given.put(Setting.VCPUS, text);
    }

    @Option(
            names = "--leaf-size",
            order = 38,
            paramLabel = "SIZE",
            description = "Largest second-level leaf that the host uses: 4KiB, 2MiB or 1GiB. Default: 4KiB.")
    void leafSize(String text) {
        given.put(Setting.LEAF_SIZE, text);
    }

    @Option(
            names = "--leaf-split",
            order = 39,
            paramLabel = "WHEN",
            description =
                    "Cut larger leaves to 4 KiB while tracking is on (at-start), if the scheme reads D bits, or never."
                            + " Default: never.")
    void leafSplit(String text) {
        given.put(Setting.LEAF_SPLIT, text);
    }

    @Option(
            names = "--hand-over",
            order = 40,
            paramLabel = "PATH",
            description = "How a bitmap that a driver keeps reaches the VMM: copied whole (copy), in chunks of the v8"
                    + " migration region (region), by type1's requests (type1), or set in iommufd's pinned windows"
                    + " (windows). Default: copy.")
    void handOver(String text) {
        given.put(Setting.HAND_OVER, text);
    }

    @Option(
            names = "--cpu-ring-entries",
            order = 37,
            paramLabel = "N",
            description = "Entries of each vCPU's dirty ring, a power of two. Default: 4096.")
    void cpuRingEntries(String text) {
        given.put(Setting.CPU_RING_ENTRIES, text);
    }

    @Option(
            names = "--rate",
            order = 14,
            paramLabel = "RATE",
            description = "In place of --time-scale: what the trace's drivers shall map for its devices, such as"
                    + " 100Gbit/s; the time scale that gives it stands in the results. Default: 0Mbit/s, as recorded.")
    void rate(String text) {
        given.put(Setting.RATE, text);
    }

    Settings apply(Settings base) {
        if (given.containsKey(Setting.RATE) && given.containsKey(Setting.TIME_SCALE)) {
            throw new InputException(
                    "--rate", "--time-scale is given too", "leave out one: the one follows from the other");
        }
        Settings settings = base;
        for (Map.Entry<Setting, String> option : given.entrySet()) {
            settings = settings.with(
                    option.getKey(), option.getValue(), "--" + option.getKey().key());
        }
        return settings;
    }

    /** The options as they were given, in a fixed order. */
    List<String> words() {
        List<String> words = new ArrayList<>();
        given.forEach((setting, text) -> {
            words.add("--" + setting.key());
            if (setting != Setting.KEEP_LAZY && setting != Setting.AUTO_CONVERGE && setting != Setting.SWITCHOVER_ACK) {
                words.add(text);
            }
        });
        return words;
    }
}
