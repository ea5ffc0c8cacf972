package dirtysim.reports.text;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.math.BigDecimal;
import java.math.RoundingMode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ExactTest {
    @ParameterizedTest
    @CsvSource({"0,0", "499,0", "500,1", "1499,1", "1500,2", "9223372036854775807,9223372036854776"})
    void nanosecondsAreRoundedHalfUp(long ps, String ns) {
        assertEquals(ns, Exact.ns(ps));
    }

    @ParameterizedTest
    @ValueSource(longs = {0, 1, 499_999, 500_000, 1_000_000, 999_999_999, 12_345_678_901_234L, Long.MAX_VALUE})
    void millisecondsAgreeWithDecimalArithmetic(long ps) {
        String expected = new BigDecimal(ps)
                .movePointLeft(9)
                .setScale(3, RoundingMode.HALF_UP)
                .toPlainString();
        assertEquals(expected, Exact.ms(ps));
    }

    @Test
    void whatDoesNotApplyIsEmpty() {
        assertEquals("", Exact.decimals(Double.NaN, 6));
        assertEquals("", Exact.decimals(Double.POSITIVE_INFINITY, 6));
        assertEquals("0.333333", Exact.decimals(1.0 / 3, 6));
    }

    @ParameterizedTest
    @CsvSource({"128,128", "1.6,1.6", "0.1,0.1", "0,0", "-0.0,0", "2e-3,0.002", "1e15,1000000000000000"})
    void plainNumbersHaveNoNeedlessDigits(double value, String text) {
        assertEquals(text, Exact.plain(value));
    }

    @Test
    void hashesHaveSixteenDigits() {
        assertEquals("00000000000000ff", Exact.hash(255));
        assertEquals("ffffffffffffffff", Exact.hash(-1));
    }
}
