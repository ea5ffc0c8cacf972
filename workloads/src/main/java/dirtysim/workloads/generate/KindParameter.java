package dirtysim.workloads.generate;

import dirtysim.host.InputException;
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
    /** How values are written. */
    public enum Type {
        /** A whole number. */
        COUNT,
        /** A number of bytes as {@code 512MiB}, {@code 16GiB} or {@code 1TiB}; whole MiB. */
        SIZE,
        /** {@code yes} or {@code no}, 1 or 0 inside. */
        SWITCH
    }

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
            case COUNT -> digits(value, value, where);
            case SIZE -> size(value, where);
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
        return type == Type.SWITCH ? "yes or no" : show(least) + " to " + show(most);
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
            String like = type == Type.SIZE ? "512MiB, 16GiB or 1TiB" : show(standard);
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
