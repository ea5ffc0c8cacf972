package dirtysim.workloads.generate;

import dirtysim.host.InputException;
import dirtysim.host.Quantity;
import java.util.List;

/**
 * A parameter of a kind of generated workload.
 *
 * @param key how it is written
 * @param type how its values are written
 * @param unit what one of it is
 * @param standard default
 * @param least least value
 * @param most greatest value
 * @param inName whether the canonical name holds it even at its default, because studies vary it
 * @param text what it means, one sentence
 */
public record KindParameter(
        String key, Type type, String unit, long standard, long least, long most, boolean inName, String text) {
    /** A number that studies vary. */
    static KindParameter count(String key, String unit, long standard, long least, long most, String text) {
        return new KindParameter(key, Type.COUNT, unit, standard, least, most, true, text);
    }

    /** A number that is in the name only if it differs from its default. */
    static KindParameter rare(String key, String unit, long standard, long least, long most, String text) {
        return new KindParameter(key, Type.COUNT, unit, standard, least, most, false, text);
    }

    /** {@code yes} or {@code no}. */
    static KindParameter onOff(String key, boolean standard, String text) {
        return new KindParameter(key, Type.SWITCH, "", standard ? 1 : 0, 0, 1, false, text);
    }

    /** Bits a second, in Mbit/s. */
    static KindParameter rate(String key, long standard, long most, String text) {
        return new KindParameter(key, Type.RATE, "bit/s", standard, 0, most, true, text);
    }

    /** Guest memory. */
    static KindParameter size(String key, long standard, long least, long most, String text) {
        return new KindParameter(key, Type.SIZE, "bytes", standard, least, most, false, text);
    }

    /** How values are written. */
    public enum Type {
        /** A whole number, of a size or time with its unit too. */
        COUNT,
        /** A number of bytes as {@code 512MiB}, {@code 16GiB} or {@code 1TiB}; whole MiB. */
        SIZE,
        /** A number of bits a second as {@code 180Mbit/s} or {@code 25Gbit/s}; whole Mbit/s inside. */
        RATE,
        /** The path of a file, without comma or plus sign. */
        FILE,
        /** {@code yes} or {@code no}, 1 or 0 inside. */
        SWITCH
    }

    private static final String MBIT = "Mbit/s";
    private static final String GBIT = "Gbit/s";
    private static final List<String> SIZE_UNITS = List.of("TiB", "GiB", "MiB");

    /**
     * The value that a text stands for.
     *
     * @param value as the user wrote it
     * @param where what to blame in an error
     * @throws InputException if it is no such value, or out of range
     */
    long parse(String value, String where) {
        long parsed = switch (type) {
            case COUNT -> digits(Quantity.in(unit, value), value, where);
            case SIZE -> size(value, where);
            case RATE -> rate(value, where);
            case FILE -> throw new IllegalStateException(key + " is no number");
            case SWITCH -> onOrOff(value, where);
        };
        if (parsed < least || parsed > most) {
            throw new InputException(where, key + " is out of its range", "stay within " + range());
        }
        return parsed;
    }

    /** A value as it is written in a name. */
    public String show(long value) {
        return switch (type) {
            case COUNT -> Long.toString(value);
            case RATE -> value % 1000 == 0 && value > 0 ? value / 1000 + GBIT : value + MBIT;
            case FILE -> "";
            case SWITCH -> value == 0 ? "no" : "yes";
            case SIZE -> {
                String unit = SIZE_UNITS.stream()
                        .filter(one -> value % bytes(one) == 0)
                        .findFirst()
                        .orElseThrow();
                yield value / bytes(unit) + unit;
            }
        };
    }

    /** Its range, as a user writes the ends. */
    public String range() {
        return switch (type) {
            case SWITCH -> "yes or no";
            case FILE -> "a file";
            default -> show(least) + " to " + show(most);
        };
    }

    private long rate(String value, String where) {
        if (value.endsWith(GBIT)) {
            return 1000 * Math.min(digits(value.substring(0, value.length() - GBIT.length()), value, where), most);
        }
        if (value.endsWith(MBIT)) {
            return digits(value.substring(0, value.length() - MBIT.length()), value, where);
        }
        throw new InputException(where, key + " is '" + value + "'", "write it like 180Mbit/s or 25Gbit/s");
    }

    private long size(String value, String where) {
        for (String unit : SIZE_UNITS) {
            if (value.endsWith(unit)) {
                long number = digits(value.substring(0, value.length() - unit.length()), value, where);
                return Math.min(number, Long.MAX_VALUE / bytes(unit)) * bytes(unit);
            }
        }
        throw new InputException(where, key + " is '" + value + "'", "write it like 512MiB, 16GiB or 1TiB");
    }

    private long digits(String digits, String value, String where) {
        if (!digits.matches("[0-9]{1,18}")) {
            String like = switch (type) {
                case SIZE -> "512MiB, 16GiB or 1TiB";
                case RATE -> "180Mbit/s or 25Gbit/s";
                default -> standard > 0 ? show(standard) : show(least) + " or " + show(Math.min(most, 1_000));
            };
            throw new InputException(where, key + " is '" + value + "'", "write it like " + like);
        }
        return Long.parseLong(digits);
    }

    private long onOrOff(String value, String where) {
        return switch (value) {
            case "yes" -> 1;
            case "no" -> 0;
            default -> throw new InputException(where, key + " is '" + value + "'", "write yes or no");
        };
    }

    private static long bytes(String unit) {
        return switch (unit) {
            case "TiB" -> 1L << 40;
            case "GiB" -> 1L << 30;
            default -> 1L << 20;
        };
    }
}
