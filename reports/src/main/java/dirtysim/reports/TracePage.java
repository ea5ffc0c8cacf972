package dirtysim.reports;

import dirtysim.reports.view.TraceFigures;
import dirtysim.reports.view.TraceView;
import gg.jte.output.StringOutput;
import java.util.Map;

/** The page about one trace, in the style of {@link HtmlReport} and without a script. It knows no trace: bench fills it in. */
public final class TracePage {
    private TracePage() {}

    /**
     * The whole page. The same facts give the same page, byte for byte.
     *
     * @param facts what to show
     */
    public static String render(TraceFacts facts) {
        String style = HtmlReport.resource("report.css");
        String policy = "default-src 'none'; style-src 'sha256-" + HtmlReport.hash(style)
                + "'; base-uri 'none'; form-action 'none'";
        StringOutput out = new StringOutput();
        TraceView page = new TraceView(facts.name(), facts.notes(), facts.sections(), TraceFigures.of(facts));
        HtmlReport.ENGINE.render("trace.jte", Map.of("page", page, "policy", policy, "style", style), out);
        return out.toString();
    }
}
