package dirtysim.reports;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dirtysim.host.CostModel;
import dirtysim.host.HostProfile;
import dirtysim.host.Parameter.Status;
import dirtysim.host.Parameters;
import dirtysim.scenario.RunRecord;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The report names the host profile, and shows what it gives in place of the default, with its source. */
class HostProfileInReportTest {
    private static final String KEY = "scan-per-pte-ns";
    private static final HostProfile NEW = profile("new-host", 1.2, Status.ASSUMPTION);
    private static final HostProfile OLD = profile("old-host", 3.5, Status.MEASURED);

    @Test
    void theProfilesValueStandsInPlaceOfTheDefaultWithItsSource() {
        String html = render(run(OLD, "3.5"));
        assertTrue(html.contains("Host profile: <b>old-host</b>"), "the table of parameters names it");
        assertTrue(
                Pattern.compile("Host profile</th><td class=\"t\">old-host</td>")
                        .matcher(html)
                        .find(),
                "the conditions name it");
        String row = rows(html, KEY).get(0);
        assertTrue(row.contains("<b>old-host:</b> source of old-host"), row);
        assertTrue(row.contains(">measured<"), row);
        assertFalse(row.contains("C17") || row.contains("2.4"), "nothing of the default remains: " + row);
        assertFalse(row.contains("changed"), "what the profile says is not a change: " + row);
        String other = rows(html, "dirty-pte-ns").get(0);
        assertTrue(other.contains("C19") && !other.contains("old-host"), "the others keep the default: " + other);
    }

    @Test
    void aValueSetOverTheProfilesIsAChange() {
        String row = rows(render(run(OLD, "2.4")), KEY).get(0);
        assertTrue(row.contains("class=\"changed\">2.4"), row);
        assertTrue(row.contains("<td>3.5</td>"), row);
    }

    @Test
    void runsOfSeveralProfilesShowEach() {
        HostProfile none = new HostProfile("plain-host", List.of());
        String html = render(run(OLD, "3.5"), run(NEW, "1.2"), run(none, "2.4"));
        assertTrue(html.contains("Host profile: <b>old-host, new-host, plain-host</b>"));
        List<String> rows = rows(html, KEY);
        assertEquals(3, rows.size(), rows.toString());
        assertTrue(rows.get(0).contains("3.5, 1.2, 2.4") && !rows.get(0).contains("changed"), rows.get(0));
        assertTrue(rows.get(1).contains("<td>1.2</td>") && rows.get(1).contains("assumption"), rows.get(1));
        assertTrue(rows.get(2).contains("<td>2.4</td>") && rows.get(2).contains("C17"), rows.get(2));
        assertTrue(html.contains("net-rx-strict · old-host"), "cases of one trace are told apart by it");
        assertFalse(html.contains(" · " + KEY) || html.contains("parameters 2"), "and by nothing else");
    }

    private static HostProfile profile(String name, double scanNs, Status status) {
        return new HostProfile(name, List.of(new HostProfile.Value(KEY, scanNs, "source of " + name, status)));
    }

    private static RunRecord run(HostProfile profile, String scanNs) {
        CostModel costs = Parameters.with(CostModel.defaults(), Map.of(KEY, scanNs), "test");
        return SampleResults.withHost(SampleResults.run("pinned", "net-rx-strict"), profile, costs);
    }

    private static String render(RunRecord... runs) {
        return HtmlReport.render(new Results("s", "c", List.of(runs)));
    }

    /** The rows of a parameter: the one that begins with its key, and those that it spans. */
    private static List<String> rows(String html, String key) {
        String table = html.substring(html.indexOf("<section id=\"parameters\""));
        String from = table.substring(table.indexOf("<code>" + key + "</code>"));
        int next = from.indexOf("<code>", 1);
        return Pattern.compile("(?s).*?</tr>")
                .matcher(next < 0 ? from : from.substring(0, next))
                .results()
                .map(MatchResult::group)
                .toList();
    }
}
