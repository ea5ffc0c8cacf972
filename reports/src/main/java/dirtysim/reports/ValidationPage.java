package dirtysim.reports;

import dirtysim.reports.text.Exact;
import dirtysim.reports.view.ScatterFigures;
import dirtysim.reports.view.ValidationView;
import dirtysim.reports.view.ValidationView.Row;
import dirtysim.reports.view.ValidationView.Target;
import gg.jte.output.StringOutput;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** {@code validation.html}: every check on one page, in the style of {@link HtmlReport} and without a script. */
public final class ValidationPage {
    private static final int DECIMALS = 4;

    private ValidationPage() {}

    /**
     * The whole page, with remarks at its head. The same checks give the same page, byte for byte.
     *
     * @param title what was validated
     * @param checks in the order of the page
     * @param worst what is off most, and why
     */
    public static String render(String title, List<Check> checks, List<Remark> worst) {
        String style = HtmlReport.resource("report.css");
        String policy = "default-src 'none'; style-src 'sha256-" + HtmlReport.hash(style)
                + "'; base-uri 'none'; form-action 'none'";
        StringOutput out = new StringOutput();
        HtmlReport.ENGINE.render(
                "validation.jte", Map.of("page", view(title, checks, worst), "policy", policy, "style", style), out);
        return out.toString();
    }

    private static ValidationView view(String title, List<Check> checks, List<Remark> worst) {
        Map<String, List<Check>> byTarget = new LinkedHashMap<>();
        checks.forEach(check -> byTarget.computeIfAbsent(check.target(), target -> new ArrayList<>())
                .add(check));
        List<Target> targets = new ArrayList<>();
        byTarget.forEach((target, its) -> targets.add(Target.of(
                target,
                targets.size(),
                its,
                its.stream().map(ValidationPage::row).toList())));
        return new ValidationView(title, met(checks), checks.size(), targets, ScatterFigures.of(checks), worst);
    }

    private static Row row(Check check) {
        return new Row(
                check.quantity(),
                check.met(),
                List.of(
                        text(check.expected(), check),
                        text(check.simulated(), check),
                        text(check.simulated() - check.expected(), check),
                        text(check.tolerance(), check)));
    }

    private static String text(double value, Check check) {
        return Exact.decimals(value, DECIMALS) + " " + check.unit();
    }

    private static int met(List<Check> checks) {
        return (int) checks.stream().filter(Check::met).count();
    }
}
