package dirtysim.reports;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dirtysim.scenario.RunRecord;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ConsoleTableTest {
    @Test
    void staysWithin120ColumnsOfAscii() {
        List<RunRecord> runs = new ArrayList<>(SampleResults.full().runs());
        runs.add(SampleResults.run("a-scheme-with-a-very-long-name", "net-rx-strict"));
        runs.add(SampleResults.run("iova-log", "trace-" + "x".repeat(200)));
        ConsoleTable.render(runs).lines().forEach(line -> {
            assertTrue(line.length() <= 120, line.length() + ": " + line);
            assertTrue(line.chars().allMatch(c -> c >= ' ' && c <= '~'), line);
        });
    }

    @Test
    void marksEveryRunThatLostPagesAndNoOther() {
        List<RunRecord> runs = SampleResults.full().runs();
        String table = ConsoleTable.render(runs);
        long losing =
                runs.stream().filter(run -> run.tracking().lostPages() > 0).count();
        assertEquals(6, losing);
        assertEquals(
                losing,
                table.lines()
                        .filter(line -> line.startsWith("! ") && line.endsWith(" !"))
                        .count());
        assertTrue(table.contains("! iova-log LOST 40,764 pages on 6 of 8 and is disqualified"), table);
        assertFalse(ConsoleTable.render(SampleResults.clean().runs()).contains("!"));
    }

    @Test
    void noRunsAreSaidInWords() {
        assertEquals("no runs\n", ConsoleTable.render(List.of()));
    }
}
