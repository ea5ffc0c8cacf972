package dirtysim.reports.view;

import dirtysim.reports.Check;
import dirtysim.reports.Remark;
import java.util.List;

/**
 * What the page of a validation shows.
 *
 * @param title what was validated
 * @param met checks that were met
 * @param checks all checks
 * @param targets the checks by target
 * @param figures charts of what many targets have in common
 * @param worst what is off most, and why
 */
public record ValidationView(
        String title, int met, int checks, List<Target> targets, List<Figure> figures, List<Remark> worst) {
    /**
     * The checks of one target.
     *
     * @param name the target
     * @param met how many were met
     * @param figures charts of those that are points of a curve
     * @param rows a row a check
     */
    public record Target(String name, int met, List<Figure> figures, List<Row> rows) {
        /** The checks of one target, with their charts. */
        public static Target of(String name, int number, List<Check> checks, List<Row> rows) {
            int met = (int) checks.stream().filter(Check::met).count();
            return new Target(name, met, ValidationFigures.of("target-" + number, name, checks), rows);
        }
    }

    /**
     * One check.
     *
     * @param quantity which figure
     * @param met whether it was met
     * @param cells expected, simulated, difference and tolerance, each with its unit
     */
    public record Row(String quantity, boolean met, List<String> cells) {}
}
