package dirtysim.bench.dependencies;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class DependencyReviewTest {
    private static final String HEAD = "artefact,version,licence,advisories,judgement,source,looked_up\n";

    private final List<String> problems = new ArrayList<>();

    private String review(String list, String reviewed) throws IOException {
        String bom = """
                {"components": [
                  {"group": "a", "name": "b", "licenses": [{"license": {"id": "MIT"}}]},
                  {"group": "c", "name": "d", "licenses": [{"expression": "EPL-2.0"}]}]}
                """;
        return DependencyReview.review(
                DependencyReview.resolved(list.lines().toList()),
                DependencyReview.declared(new ObjectMapper().readTree(bom)),
                Reviewed.read((HEAD + reviewed).replace(',', '\t')),
                problems);
    }

    @Test
    void whatIsOnTheListIsPrinted() throws IOException {
        String text = review(
                "The following:\n   a:b:jar:1.0:compile -- module x\n   c:d:jar:2:test\n   dirtysim:x:jar:1:compile\n",
                "a:b,1.0,MIT,CVE-1,fixed in 0.9,site,2026-11-23\nc:d,2,EPL-2.0,none found,,,2026-11-23\n");
        assertEquals(List.of(), problems);
        assertTrue(text.startsWith("in the program:\n  a:b 1.0 "), text);
        assertTrue(
                text.contains("MIT\n      CVE-1: fixed in 0.9 (site, 2026-11-23)\nfor building and testing:\n  c:d 2 "),
                text);
        assertFalse(text.contains("dirtysim"), text);
    }

    @Test
    void whatNobodyHasLookedUpFails() throws IOException {
        review("a:b:jar:1.1:compile\nc:d:jar:2:test\n", "a:b,1.0,MIT,,,,\ne:f,1,MIT,,,,\n");
        assertEquals(3, problems.size());
        assertTrue(problems.get(0).startsWith("a:b 1.1 is not on the reviewed list"), problems.get(0));
        assertTrue(problems.get(1).startsWith("c:d 2 is not on the reviewed list"), problems.get(1));
        assertTrue(problems.get(2).startsWith("e:f is on the reviewed list, and is no dependency"), problems.get(2));
    }

    @Test
    void aLicenceMustBeKnown() throws IOException {
        review("a:b:jar:1:compile\n", "a:b,1,,,,,\n");
        assertEquals(List.of("a:b has no licence"), problems);
    }

    @Test
    void theListItselfIsWhole() throws IOException {
        Map<String, Reviewed> list = Reviewed.read(Files.readString(Path.of("src/dependencies/reviewed.tsv")));
        assertTrue(list.size() > 20);
        list.forEach((artefact, line) -> {
            assertTrue(line.lookedUp().matches("20\\d\\d-\\d\\d-\\d\\d"), artefact);
            assertEquals(
                    line.advisories().equals("none found"), line.judgement().isEmpty(), artefact);
        });
    }
}
