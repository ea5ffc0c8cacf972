package dirtysim.reports;

import dirtysim.reports.frontier.Frontier;
import dirtysim.reports.view.FrontierView;
import gg.jte.output.StringOutput;
import java.util.List;
import java.util.Map;

/** {@code frontier.html}: where schemes stop converging, in the style of {@link HtmlReport} and without a script. */
public final class FrontierPage {
    private FrontierPage() {}

    /**
     * The whole page. The same frontiers give the same page, byte for byte.
     *
     * @param frontiers at least one
     * @param command what to type for the same
     */
    public static String render(List<Frontier> frontiers, String command) {
        String style = HtmlReport.resource("report.css");
        String policy = "default-src 'none'; style-src 'sha256-" + HtmlReport.hash(style)
                + "'; base-uri 'none'; form-action 'none'";
        StringOutput out = new StringOutput();
        HtmlReport.ENGINE.render(
                "frontier.jte",
                Map.of("page", FrontierView.of(frontiers, command), "policy", policy, "style", style),
                out);
        return out.toString();
    }
}
