package dirtysim.bench.suite;

import dirtysim.cpu.WritePattern;
import dirtysim.host.CpuLogging;
import dirtysim.host.DeviceStates;
import dirtysim.host.HandOver;
import dirtysim.host.InputException;
import dirtysim.host.Nearest;
import dirtysim.host.PreCopyRules;
import dirtysim.host.Quantity;
import dirtysim.memory.PageSize;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * One setting of a scenario: its key in a suite file, which is also its option on the command line, its default, and
 * the values that make sense. All but a pattern and a file are numbers inside: bytes, bytes per second, milliseconds, counts; a switch is 0 or 1, one of
 * several choices its place among them.
 */
public enum Setting {
    /** Guest RAM. Every round-0 page is one of these. */
    RAM("ram", "2GiB"),
    /** Payload bandwidth of the migration link. */
    LINK("link", "10Gbit/s"),
    /** Time from one end of the link to the other. */
    LINK_LATENCY("link-latency", "0ms"),
    /** Over how many channels pages go; 0 where only the link limits them. */
    CHANNELS("channels", "0"),
    /** Passthrough devices whose own state moves with the guest. */
    STATE_DEVICES("state-devices", "0"),
    /** State of each of them. */
    STATE_SIZE("state-size", "100MiB"),
    /** Whether one is moved after the other. */
    STATE_TRANSFER(
            "state-transfer",
            "serial",
            Arrays.stream(DeviceStates.Transfer.values())
                    .map(DeviceStates.Transfer::id)
                    .toList()),
    /** Share of the state that goes ahead while the guest runs, in percent. */
    STATE_AHEAD("state-ahead", "0"),
    /** Whether the destination has to have loaded what went ahead before the guest is stopped. */
    SWITCHOVER_ACK("switchover-ack", "false"),
    /** What is left must fit through the link within this time before the guest is stopped; default and rule are QEMU's. */
    DOWNTIME_LIMIT("downtime-limit", "300ms"),
    /** How many times faster than recorded a trace is replayed. */
    TIME_SCALE("time-scale", "1"),
    /** What the trace's drivers shall map for its devices; the time scale follows from it. 0 for what was recorded. */
    RATE("rate", "0Mbit/s"),
    /** Replay before the migration starts; {@link #AUTO} leaves it to MSER-5. */
    WARM_UP("warm-up", "100ms"),
    /** Pre-copy rounds after which the guest is stopped all the same. */
    MAX_ROUNDS("max-rounds", "30"),
    /** RAM that holds nothing but zeros, in one piece. */
    ZERO_MEMORY("zero-memory", "0MiB"),
    /** RAM below that piece. */
    ZERO_MEMORY_FROM("zero-memory-from", "0MiB"),
    /** By which rules the migration thread sends, syncs and stops the guest. */
    PRE_COPY(
            "pre-copy",
            "rounds",
            Arrays.stream(PreCopyRules.Rule.values()).map(PreCopyRules.Rule::id).toList()),
    /** What QEMU lets itself send at the most; 0 for any. */
    MAX_BANDWIDTH("max-bandwidth", "0Mbit/s"),
    /** Time after which QEMU's migration is ended all the same. */
    MAX_TIME("max-time", "600s"),
    /** Whether QEMU throttles a guest that dirties too fast. */
    AUTO_CONVERGE("auto-converge", "false"),
    /** What a vCPU may dirty once the guest dirties too fast; 0 for no limit. */
    DIRTY_LIMIT("dirty-limit", "0MiB/s"),
    /** Bandwidth from which QEMU computes what may be left; 0 for that of its last window. */
    SWITCHOVER_BANDWIDTH("switchover-bandwidth", "0Mbit/s"),
    /** Page writes per second by the guest's CPUs. */
    CPU_DIRTY("cpu-dirty", "40000"),
    /** Memory over which those writes are spread. */
    CPU_WORKING_SET("cpu-working-set", "512MiB"),
    /** RAM above that memory; the rest lies below. */
    CPU_WORKING_SET_ABOVE("cpu-working-set-above", "0MiB"),
    /** Pages directly above it that are written all the time besides. */
    CPU_BUSY_PAGES("cpu-busy-pages", "0"),
    /** How they are spread, and how their rate changes. Its value is a text. */
    CPU_PATTERN("cpu-pattern", "uniform"),
    /** Whether a vCPU that is stalled or throttled writes less. */
    CPU_LOOP("cpu-loop", "closed", List.of("closed", "open")),
    /** Seed of every random stream. */
    SEED("seed", "1"),
    /** How many seeds are run, from {@link #SEED} on. */
    REPLICATIONS("replications", "1"),
    /** Whether a migration starts at the end of the warm-up or at a random point after it; {@code auto}: with replications. */
    START_PHASE("start-phase", "auto", List.of("auto", "fixed", "random")),
    /** Whether a shadow scheme keeps a lazy trace lazy, as no real guest does. */
    KEEP_LAZY("keep-lazy", "false"),
    /** Whether devices access memory as was recorded beside the trace, as a file says, or as the model says; a text. */
    DEVICE_ACCESSES("device-accesses", "auto"),
    /** What notices a CPU's first write to a page, and what the log is. */
    CPU_LOG(
            "cpu-log",
            "pml",
            Arrays.stream(CpuLogging.Kind.values()).map(CpuLogging.Kind::id).toList()),
    /** How the log starts and when it is cleared; {@code auto} is what QEMU does with such a log. */
    CPU_LOG_CLEAR("cpu-log-clear", "auto", List.of("auto", "all-set", "chunk", "get")),
    /** When huge mappings are split into pages of 4 KiB. */
    CPU_LOG_SPLIT("cpu-log-split", "eager", List.of("eager", "lazy")),
    /** Whether write-protection faults share the MMU lock, or each takes it alone. */
    CPU_LOG_MMU("cpu-log-mmu", "tdp", List.of("tdp", "legacy")),
    /** vCPUs, which share the CPU writes evenly. */
    VCPUS("vcpus", "4"),
    /** Entries of each vCPU's dirty ring. */
    CPU_RING_ENTRIES("cpu-ring-entries", "4096"),
    /** Largest second-level leaf that the host uses. */
    LEAF_SIZE(
            "leaf-size",
            "4KiB",
            Arrays.stream(PageSize.values()).map(PageSize::id).toList()),
    /** Whether larger leaves are cut to 4 KiB for as long as tracking is on. */
    LEAF_SPLIT("leaf-split", "never", List.of("never", "at-start")),
    /** How a bitmap that a driver keeps reaches the VMM. */
    HAND_OVER(
            "hand-over",
            "copy",
            Arrays.stream(HandOver.values()).map(HandOver::id).toList());

    /** What {@link #WARM_UP} is when a rule is to find it. */
    static final double AUTO = -1;

    private static final long MIB = 1L << 20;
    private static final double HOUR_MS = 3_600_000;

    private final String key;
    private final String standard;
    private final List<String> choices;

    Setting(String key, String standard) {
        this(key, standard, List.of());
    }

    Setting(String key, String standard, List<String> choices) {
        this.key = key;
        this.standard = standard;
        this.choices = choices;
    }

    /** Key in a suite file; with two dashes before it, the option. */
    public String key() {
        return key;
    }

    /** Default, as a user would write it. */
    public String standard() {
        return standard;
    }

    /** The words that it may be, where it is one of several; none otherwise. */
    public List<String> choices() {
        return choices;
    }

    /** Keys of all settings, in their order. */
    public static List<String> keys() {
        return Arrays.stream(values()).map(Setting::key).toList();
    }

    /** The setting of a key. */
    public static Optional<Setting> of(String key) {
        return Arrays.stream(values())
                .filter(setting -> setting.key.equals(key))
                .findFirst();
    }

    /**
     * The value that a text stands for.
     *
     * @param text as written in a suite file or on the command line
     * @param where what to blame in an error
     * @throws InputException if it is no such value, or out of range
     */
    Object parse(String text, String where) {
        return switch (this) {
            case RAM -> multiple(Quantity.BYTES.whole(text, where), 2 * MIB, 16 * MIB * MIB, "2MiB", "16TiB", where);
            case CPU_WORKING_SET_ABOVE, ZERO_MEMORY, ZERO_MEMORY_FROM ->
                within(pages(Quantity.BYTES.whole(text, where), where), 0, 16 * MIB * MIB, "0KiB", "16TiB", where);
            case CPU_PATTERN -> pattern(text, where);
            case DEVICE_ACCESSES -> file(text, where);
            case CPU_WORKING_SET ->
                multiple(Quantity.BYTES.whole(text, where), 4096, 16 * MIB * MIB, "4KiB", "16TiB", where);
            case LINK ->
                within(Quantity.RATE.whole(text, where), 125_000, 1_250_000_000_000L, "1Mbit/s", "10Tbit/s", where);
            case STATE_SIZE -> within(Quantity.BYTES.whole(text, where), 0, MIB * MIB, "0B", "1TiB", where);
            case LINK_LATENCY -> within(duration(text, where), 0, 10_000, "0ms", "10s", where);
            case CHANNELS -> (int) within(integer(text, where), 0, 256, "0", "256", where);
            case STATE_DEVICES -> (int) within(integer(text, where), 0, 4096, "0", "4096", where);
            case STATE_AHEAD -> within(decimal(text, where), 0, 100, "0", "100", where);
            case MAX_BANDWIDTH, DIRTY_LIMIT, SWITCHOVER_BANDWIDTH, RATE ->
                within(Quantity.RATE.whole(text, where), 0, 1_250_000_000_000L, "0Mbit/s", "10Tbit/s", where);
            case MAX_TIME -> within(duration(text, where), 1, HOUR_MS, "1ms", "3600s", where);
            case CPU_BUSY_PAGES -> within(integer(text, where), 0, 1L << 32, "0", "4294967296", where);
            case WARM_UP -> text.equals("auto") ? AUTO : duration(text, where);
            case DOWNTIME_LIMIT -> duration(text, where);
            case TIME_SCALE -> within(decimal(text, where), 0.001, 1e6, "0.001", "1000000", where);
            case CPU_DIRTY -> within(decimal(text, where), 0, 1e9, "0", "1000000000", where);
            case MAX_ROUNDS -> (int) within(integer(text, where), 1, 1_000_000, "1", "1000000", where);
            case SEED -> integer(text, where);
            case REPLICATIONS -> (int) within(integer(text, where), 1, 1000, "1", "1000", where);
            case KEEP_LAZY, AUTO_CONVERGE, SWITCHOVER_ACK -> onOrOff(text, where);
            case START_PHASE,
                    PRE_COPY,
                    STATE_TRANSFER,
                    CPU_LOOP,
                    CPU_LOG,
                    CPU_LOG_CLEAR,
                    CPU_LOG_SPLIT,
                    CPU_LOG_MMU,
                    LEAF_SIZE,
                    LEAF_SPLIT,
                    HAND_OVER -> choice(text, where);
            case VCPUS -> (int) within(integer(text, where), 1, 1024, "1", "1024", where);
            case CPU_RING_ENTRIES -> (int) within(integer(text, where), 256, 65536, "256", "65536", where);
        };
    }

    /** Whether a suite file writes it as a number. */
    boolean isNumber() {
        return switch (this) {
            case TIME_SCALE,
                    CHANNELS,
                    STATE_DEVICES,
                    STATE_AHEAD,
                    MAX_ROUNDS,
                    CPU_DIRTY,
                    CPU_BUSY_PAGES,
                    SEED,
                    REPLICATIONS,
                    VCPUS,
                    CPU_RING_ENTRIES -> true;
            default -> false;
        };
    }

    /** Whether a suite file writes it as true or false. */
    boolean isSwitch() {
        return this == KEEP_LAZY || this == AUTO_CONVERGE || this == SWITCHOVER_ACK;
    }

    private double duration(String text, String where) {
        return within(Quantity.DURATION.parse(text, where).doubleValue(), 0, HOUR_MS, "0ms", "3600s", where);
    }

    private long multiple(long value, long of, long max, String least, String greatest, String where) {
        if (value % of != 0) {
            throw new InputException(
                    where, key + " is no multiple of " + least, "round " + value + " bytes up or down to one");
        }
        return within(value, of, max, least, greatest, where);
    }

    private long pages(long value, String where) {
        if (value % 4096 != 0) {
            throw new InputException(
                    where, key + " is no multiple of 4KiB", "round " + value + " bytes up or down to one");
        }
        return value;
    }

    private long within(long value, long min, long max, String least, String greatest, String where) {
        if (value < min || value > max) {
            throw outOfRange(least, greatest, where);
        }
        return value;
    }

    private double within(double value, double min, double max, String least, String greatest, String where) {
        if (!(value >= min && value <= max)) {
            throw outOfRange(least, greatest, where);
        }
        return value;
    }

    private InputException outOfRange(String least, String greatest, String where) {
        return new InputException(where, key + " is out of its range", "stay within " + least + " to " + greatest);
    }

    private double decimal(String text, String where) {
        try {
            return new BigDecimal(text).doubleValue();
        } catch (NumberFormatException e) {
            throw new InputException(where, key + " is '" + text + "', which is no number", "write 1.5 or 40000", e);
        }
    }

    private long integer(String text, String where) {
        try {
            return Long.parseLong(text);
        } catch (NumberFormatException e) {
            throw new InputException(where, key + " is '" + text + "', which is no whole number", "write 1 or 30", e);
        }
    }

    private static String pattern(String text, String where) {
        WritePattern.parse(text, where);
        return text;
    }

    private static String file(String text, String where) {
        if (text.isBlank()) {
            throw new InputException(where, "device-accesses is empty", "write auto, modelled or the path of a file");
        }
        return text;
    }

    private int choice(String text, String where) {
        int place = choices.indexOf(text);
        if (place < 0) {
            throw new InputException(where, key + " is '" + text + "'", Nearest.choice(text, choices));
        }
        return place;
    }

    private int onOrOff(String text, String where) {
        return switch (text) {
            case "true" -> 1;
            case "false" -> 0;
            default -> throw new InputException(where, key + " is '" + text + "'", "write true or false");
        };
    }
}
