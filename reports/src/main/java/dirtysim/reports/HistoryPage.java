package dirtysim.reports;

import dirtysim.reports.history.History;
import dirtysim.reports.view.HistoryView;
import gg.jte.output.StringOutput;
import java.util.Map;

/** {@code history.html}: measures over past results, in the style of {@link HtmlReport} and without a script. */
public final class HistoryPage {
    private HistoryPage() {}

    /** The whole page. The same history gives the same page, byte for byte. */
    public static String render(History history) {
        String style = HtmlReport.resource("report.css");
        String policy = "default-src 'none'; style-src 'sha256-" + HtmlReport.hash(style)
                + "'; base-uri 'none'; form-action 'none'";
        StringOutput out = new StringOutput();
        HtmlReport.ENGINE.render(
                "history.jte", Map.of("page", HistoryView.of(history), "policy", policy, "style", style), out);
        return out.toString();
    }
}
