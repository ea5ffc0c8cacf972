package dirtysim.host;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A number with its unit, as a user writes it: {@code 64GiB}, {@code 25Gbit/s}, {@code 300ms}. The unit is never
 * guessed: a bare number is refused. Upper and lower case matter, because {@code b} is no {@code B}. A blank may stand
 * between number and unit.
 */
public enum Quantity {
    /** Memory, in bytes. */
    BYTES(
            "a size in bytes",
            "2GiB, 512MiB or 500MB",
            new Unit("B", "1"),
            new Unit("KiB", "1024"),
            new Unit("MiB", "1048576"),
            new Unit("GiB", "1073741824"),
            new Unit("TiB", "1099511627776"),
            new Unit("KB", "1000"),
            new Unit("MB", "1000000"),
            new Unit("GB", "1000000000"),
            new Unit("TB", "1000000000000")),

    /** Bandwidth, in bytes per second. */
    RATE(
            "a rate",
            "25Gbit/s, 800Mbit/s or 1.2GB/s",
            new Unit("bit/s", "0.125"),
            new Unit("kbit/s", "125"),
            new Unit("Mbit/s", "125000"),
            new Unit("Gbit/s", "125000000"),
            new Unit("Tbit/s", "125000000000"),
            new Unit("B/s", "1"),
            new Unit("KiB/s", "1024"),
            new Unit("MiB/s", "1048576"),
            new Unit("GiB/s", "1073741824"),
            new Unit("TiB/s", "1099511627776"),
            new Unit("KB/s", "1000"),
            new Unit("MB/s", "1000000"),
            new Unit("GB/s", "1000000000"),
            new Unit("TB/s", "1000000000000")),

    /** Time, in milliseconds. */
    DURATION(
            "a duration",
            "300ms, 1.5s or 250us",
            new Unit("ns", "0.000001"),
            new Unit("us", "0.001"),
            new Unit("ms", "1"),
            new Unit("s", "1000"));

    private record Unit(String symbol, BigDecimal factor) {
        Unit(String symbol, String factor) {
            this(symbol, new BigDecimal(factor));
        }
    }

    private static final Pattern SHAPE = Pattern.compile("([0-9]{1,18}(?:\\.[0-9]{1,12})?) ?([A-Za-z/]+)");

    private final String kind;
    private final String examples;
    private final List<Unit> units;

    Quantity(String kind, String examples, Unit... units) {
        this.kind = kind;
        this.examples = examples;
        this.units = List.of(units);
    }

    /**
     * The quantity in the unit of its kind.
     *
     * @param text number and unit
     * @param where what to blame in an error
     * @throws InputException if the text is no number followed by a unit of this kind
     */
    public BigDecimal parse(String text, String where) {
        Matcher matcher = SHAPE.matcher(text.strip());
        if (matcher.matches()) {
            for (Unit unit : units) {
                if (unit.symbol.equals(matcher.group(2))) {
                    return new BigDecimal(matcher.group(1)).multiply(unit.factor);
                }
            }
        }
        throw new InputException(where, "'" + text + "' is not " + kind + " with its unit", "write it like " + mend());
    }

    /**
     * The quantity as a whole number, a fraction refused.
     *
     * @param text number and unit
     * @param where what to blame in an error
     * @throws InputException as {@link #parse}, or if a fraction of a byte is left over
     */
    public long whole(String text, String where) {
        BigDecimal value = parse(text, where);
        try {
            return value.setScale(0, RoundingMode.UNNECESSARY).longValueExact();
        } catch (ArithmeticException e) {
            throw new InputException(
                    where, "'" + text + "' is no whole number of bytes, or too many", "write it like " + mend(), e);
        }
    }

    /**
     * A number in a unit that is given, for what has that unit in its name or its description: a bare number stays as it is, and
     * one with a unit of the same kind is converted, so that {@code 0.5us} is 500 in {@code ns}.
     *
     * @param text as a user writes it
     * @param unit the unit wanted; without units of its kind, such as {@code entries}, the text stays as it is
     * @return the number as text; the text itself, where it is no quantity of that kind
     */
    public static String in(String unit, String text) {
        Matcher matcher = SHAPE.matcher(text.strip());
        if (!matcher.matches()) {
            return text;
        }
        for (Quantity quantity : values()) {
            Optional<BigDecimal> wanted = quantity.factor(unit.equals("bytes") ? "B" : unit);
            Optional<BigDecimal> given = quantity.factor(matcher.group(2));
            if (wanted.isPresent() && given.isPresent()) {
                return new BigDecimal(matcher.group(1))
                        .multiply(given.get())
                        .divide(wanted.get(), MathContext.DECIMAL64)
                        .stripTrailingZeros()
                        .toPlainString();
            }
        }
        return text;
    }

    /** How a number may be written that is wanted in a unit: {@code a number of ns, or 300ms, 1.5s or 250us}. */
    public static String wanted(String unit) {
        for (Quantity quantity : values()) {
            if (quantity.factor(unit.equals("bytes") ? "B" : unit).isPresent()) {
                return "a number of " + unit + ", or one with its unit like " + quantity.examples;
            }
        }
        return "a number of " + unit;
    }

    private Optional<BigDecimal> factor(String symbol) {
        return units.stream()
                .filter(unit -> unit.symbol.equals(symbol))
                .map(Unit::factor)
                .findFirst();
    }

    private String mend() {
        return examples + " (units: "
                + String.join(" ", units.stream().map(Unit::symbol).toList()) + ")";
    }
}
