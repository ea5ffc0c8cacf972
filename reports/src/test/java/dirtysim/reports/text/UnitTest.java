package dirtysim.reports.text;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class UnitTest {
    @ParameterizedTest
    @CsvSource({
        "TIME,0,0",
        "TIME,NaN,–",
        "TIME,850,850 ps",
        "TIME,999.9e6,1.00 ms",
        "TIME,28e6,28.0 µs",
        "TIME,1234e12,'1,234 s'",
        "BYTES,4096,4.00 KiB",
        "BYTES,4294967296,4.00 GiB",
        "COUNT,12345,'12,345'",
        "COUNT,1841400,1.84 M",
        "PERCENT,0,0 %",
        "PERCENT,23.64,23.6 %",
        "PERCENT,0.0012,0.0012 %",
        "PERCENT,-0.5,-0.500 %",
    })
    void valuesHaveThreeDigitsAndAUnit(Unit unit, double value, String text) {
        assertEquals(text, unit.show(value).replace('\u00a0', ' '));
    }

    @ParameterizedTest
    @CsvSource({"0,0", "12,12", "123,123", "1234,'1,234'", "-1234567,'-1,234,567'"})
    void wholeNumbersAreGrouped(long value, String text) {
        assertEquals(text, Unit.grouped(value));
    }

    @ParameterizedTest
    @CsvSource({"1.309,1.31×", "NaN,–", "433.4,433×", "12345,'12,345×'", "0.324,0.324×"})
    void ratios(double value, String text) {
        assertEquals(text, Unit.times(value));
    }
}
