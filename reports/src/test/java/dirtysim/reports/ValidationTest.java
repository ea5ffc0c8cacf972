package dirtysim.reports;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;

class ValidationTest {
    private static final List<Check> CHECKS = List.of(
            new Check("V1", "added/128 pages", "ns", 25, 24.5, 5),
            new Check("V1", "added/256 pages", "ns", 157, 162.25, 5),
            new Check("run, of mine", "iotlb_agreement", "%", 100, 99.999987654321, 0));

    @Test
    void aToleranceIncludesItsEnds() {
        assertTrue(new Check("t", "q", "ns", 10, 15, 5).met());
        assertTrue(new Check("t", "q", "ns", 10, 5, 5).met());
        assertFalse(new Check("t", "q", "ns", 10, 15.001, 5).met());
        assertFalse(new Check("t", "q", "ns", 10, Double.NaN, 5).met());
    }

    @Test
    void csvHasARowACheck() {
        assertEquals("""
                target,quantity,unit,expected,simulated,tolerance,met
                V1,added/128 pages,ns,25,24.5,5,true
                V1,added/256 pages,ns,157,162.25,5,false
                "run, of mine",iotlb_agreement,%,100,99.9999876543,0,false
                """, ValidationCsv.render(CHECKS));
    }

    @Test
    void theTerminalMarksWhatIsMissed() {
        assertEquals("""
                  target        quantity         unit  expected  simulated   off by  tolerance  met
                  V1            added/128 pages  ns     25.0000    24.5000  -0.5000     5.0000  yes
                ! V1            added/256 pages  ns    157.0000   162.2500   5.2500     5.0000   NO
                ! run, of mine  iotlb_agreement  %     100.0000   100.0000   0.0000     0.0000   NO
                V1: 1 of 2 met
                run, of mine: 0 of 1 met
                """, ValidationTable.render(CHECKS));
    }

    @Test
    void thePageShowsEachCheckAndEscapesNames() {
        String page = ValidationPage.render(
                "test", List.of(new Check("<b>", "a&b", "ns", 1, 9, 2), CHECKS.get(0)), List.of());
        assertTrue(page.contains("1 of 2 checks are within"), page);
        assertTrue(page.contains("<h2>&lt;b&gt;</h2>"), page);
        assertTrue(page.contains("<th scope=\"row\">a&amp;b</th>"), page);
        assertEquals(1, page.split("✕ missed", -1).length - 1);
        assertFalse(page.contains("<script"), "a page without a script needs no leave for one");
    }
}
