package dirtysim.host;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class PlainTextTest {
    @Test
    void whatActsIsWrittenOut() {
        assertEquals("a\\u001b[31mb", PlainText.of("a\u001b[31mb"));
        assertEquals("a\\u0000\\u0007\\u000a\\u007f\\u009b", PlainText.of("a\0\7\n\u007f\u009b"));
        assertEquals("txt\\u202egpj.exe \\u200f \\u2066", PlainText.of("txt\u202egpj.exe \u200f \u2066"));
        assertEquals("\\ud83d!", PlainText.of("\ud83d!"));
        assertEquals("\\ufffe \\ue0041", PlainText.of("\ufffe " + Character.toString(0xe0041)));
    }

    @Test
    void whatIsSeenStays() {
        String seen = "Größe 4 µs · ×2 测试 \ud83d\ude00 <b> = 'x' \\u001b";
        assertSame(seen, PlainText.of(seen));
        assertTrue(PlainText.is(seen));
        assertFalse(PlainText.is("\t"));
    }

    @Test
    void aLineIsOneAndNotEndless() {
        assertEquals("a b c\\u001b", PlainText.line("a\n  b\r\n\n c\u001b"));
        String line = PlainText.line("where: " + "x".repeat(100_000) + "; the mend");
        assertEquals(2000 + " ... ".length(), line.length());
        assertTrue(line.startsWith("where: x") && line.endsWith("x; the mend"), line);
    }

    @Test
    void aMessageShowsThemToo() {
        assertEquals("f: is 'a\\u001b[2J'; mend", new InputException("f", "is 'a\u001b[2J'", "mend").getMessage());
    }
}
