package dirtysim.reports.text;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SpreadsheetTest {
    @ParameterizedTest
    @ValueSource(
            strings = {"=cmd|' /C calc'!A0", "+1+cmd", "-2+3", "@SUM(A1)", "\t=1", "\r=1", "-", "=", "-1e", "-1-1"})
    void aFormulaIsText(String text) {
        assertEquals("'" + text, Spreadsheet.safe(text));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "-1", "-1.250", "1e9", "-1.5E-7", "+3", "net-rx", "a=b", "'=1", "0x1f"})
    void anythingElseStaysAsItIs(String text) {
        assertEquals(text, Spreadsheet.safe(text));
    }
}
