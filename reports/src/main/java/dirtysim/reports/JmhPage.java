package dirtysim.reports;

import dirtysim.reports.jmh.JmhStudy;
import dirtysim.reports.view.JmhView;
import gg.jte.output.StringOutput;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Benchmarks alone on a page, in the style of {@link HtmlReport} and without a script. */
public final class JmhPage {
    private JmhPage() {}

    /**
     * The whole page. The same studies give the same page, byte for byte.
     *
     * @param studies at least one
     */
    public static String render(List<JmhStudy> studies) {
        String style = HtmlReport.resource("report.css");
        String policy = "default-src 'none'; style-src 'sha256-" + HtmlReport.hash(style)
                + "'; base-uri 'none'; form-action 'none'";
        StringOutput out = new StringOutput();
        HtmlReport.ENGINE.render("jmhpage.jte", Map.of("views", views(studies), "policy", policy, "style", style), out);
        return out.toString();
    }

    static List<JmhView> views(List<JmhStudy> studies) {
        List<JmhView> views = new ArrayList<>();
        studies.forEach(study -> views.add(JmhView.of(study, views.size())));
        return views;
    }
}
