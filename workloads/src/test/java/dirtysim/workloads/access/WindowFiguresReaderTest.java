package dirtysim.workloads.access;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dirtysim.host.InputException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WindowFiguresReaderTest {
    private static final String WINDOW =
            "{\"windows\": 4, \"mean_written_pages\": 1.5, \"mean_writable_mapped_pages\": 2}";

    private static List<WindowFigures> read(String text) throws IOException {
        return WindowFiguresReader.read(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)), "r.gt.json");
    }

    @Test
    void windowsComeFromTheShortest() throws IOException {
        String text = "{\"x\": 1, \"windows\": {\"1000ms\": W, \"10ms\": W, \"all\": 3}}".replace("W", WINDOW);
        assertEquals(List.of(new WindowFigures(10, 4, 1.5, 2), new WindowFigures(1000, 4, 1.5, 2)), read(text));
        assertEquals(List.of(), read("{}"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"windows\": {",
                "{\"windows\": {\"10ms\": {}}}",
                "{\"windows\": {\"10ms\": {\"windows\": \"4\"}}}",
                "{\"windows\": {\"10ms\": {\"windows\": 4, \"mean_written_pages\": -1}}}"
            })
    void whatIsWrongIsRefused(String text) {
        String message = assertThrows(InputException.class, () -> read(text)).getMessage();
        assertTrue(message.startsWith("r.gt.json, "), message);
    }
}
