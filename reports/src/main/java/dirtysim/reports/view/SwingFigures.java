package dirtysim.reports.view;

import dirtysim.host.Parameter;
import dirtysim.host.Parameters;
import dirtysim.reports.chart.Palette;
import dirtysim.reports.chart.Scale;
import dirtysim.reports.chart.SwingPanel;
import dirtysim.reports.compare.Measure;
import dirtysim.reports.sensitivity.Effect;
import dirtysim.reports.sensitivity.Grain;
import dirtysim.reports.sensitivity.Study;
import dirtysim.reports.text.Exact;
import dirtysim.reports.text.Unit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.DoubleStream;

/** One chart a measure of which parameters move it, a panel a study. Measures that nothing moves have none. */
final class SwingFigures {
    private static final int GROUPS = 8;
    private static final int ROWS = 10;
    private static final List<String> HEAD = List.of(
            "Trace",
            "Scheme",
            "Parameter",
            "Status",
            "Range",
            "At its low end",
            "At the base",
            "At its high end",
            "Swing",
            "By chance",
            "Rank correlation");

    private final List<Study> studies;
    private final List<List<Effect>> effects;
    private final Palette palette;

    SwingFigures(List<Study> studies, Palette palette) {
        this.studies = studies;
        this.effects = studies.stream()
                .map(study -> Effect.of(study).stream()
                        .filter(Effect::moves)
                        .sorted(Comparator.comparingDouble(Effect::spread).reversed())
                        .toList())
                .toList();
        this.palette = palette;
    }

    List<Figure> all() {
        return Grain.MEASURES.stream()
                .filter(measure ->
                        effects.stream().anyMatch(its -> !of(its, measure).isEmpty()))
                .map(this::figure)
                .toList();
    }

    private static List<Effect> of(List<Effect> effects, Measure measure) {
        return effects.stream().filter(effect -> effect.measure() == measure).toList();
    }

    private Figure figure(Measure measure) {
        List<List<SwingPanel.Group>> groups = new ArrayList<>();
        for (int i = 0; i < studies.size(); i++) {
            groups.add(groups(of(effects.get(i), measure), studies.get(i)));
        }
        Scale scale = Scale.ofMarks(
                measure.unit(),
                groups.stream()
                        .flatMap(List::stream)
                        .flatMap(group -> group.lines().stream())
                        .flatMapToDouble(line -> DoubleStream.of(line.base(), line.low(), line.high()))
                        .toArray());
        List<Figure.Panel> panels = new ArrayList<>();
        List<Table.Row> rows = new ArrayList<>();
        for (int i = 0; i < studies.size(); i++) {
            Study study = studies.get(i);
            String label = SensitivityView.label(study, studies);
            String svg = SwingPanel.draw(
                    "swing-" + measure.id() + "-" + i,
                    "What moves " + measure.title() + " on " + label,
                    groups.get(i),
                    scale,
                    measure.unit(),
                    palette);
            panels.add(new Figure.Panel(label, svg));
            for (String scheme : study.schemes().keySet()) {
                of(effects.get(i), measure).stream()
                        .filter(effect -> effect.scheme().equals(scheme))
                        .limit(ROWS)
                        .forEach(effect -> rows.add(row(label, effect)));
            }
        }
        return new Figure(
                "swing-" + measure.id(),
                measure.title(),
                "Each line is a scheme: from the result with that parameter alone at the low end of its range to that at its"
                        + " high end, where the scheme's marker is; the tick is the base. * marks an assumption. The "
                        + GROUPS
                        + " parameters that move it furthest, further than chance does; of a choice, the ends are the"
                        + " choices with the smallest and the greatest result.",
                scale.axis(),
                List.of(),
                true,
                panels,
                new Table("What moves " + measure.title() + " most, by scheme", HEAD, 3, false, rows));
    }

    /** The parameters in the order of their furthest reach, each with all schemes that it moves. */
    private static List<SwingPanel.Group> groups(List<Effect> effects, Study study) {
        return effects.stream()
                .map(Effect::parameter)
                .distinct()
                .limit(GROUPS)
                .map(parameter -> group(parameter, effects, study))
                .toList();
    }

    private static SwingPanel.Group group(Parameter parameter, List<Effect> effects, Study study) {
        List<SwingPanel.Line> lines = new ArrayList<>();
        for (String scheme : study.schemes().keySet()) {
            effects.stream()
                    .filter(effect ->
                            effect.scheme().equals(scheme) && effect.parameter().equals(parameter))
                    .forEach(effect ->
                            lines.add(new SwingPanel.Line(scheme, effect.atBase(), effect.atLow(), effect.atHigh())));
        }
        return new SwingPanel.Group(name(parameter), range(parameter), lines);
    }

    private static Table.Row row(String label, Effect effect) {
        Unit unit = effect.measure().unit();
        return new Table.Row(
                label,
                effect.scheme(),
                List.of(
                        label,
                        effect.scheme(),
                        effect.parameter().key(),
                        effect.parameter().status().name().toLowerCase(Locale.ROOT),
                        Parameters.text(effect.parameter(), effect.low()) + " to "
                                + Parameters.text(effect.parameter(), effect.high()),
                        unit.show(effect.atLow()),
                        unit.show(effect.atBase()),
                        unit.show(effect.atHigh()),
                        Unit.PERCENT.show(effect.swing() * 100),
                        unit.show(effect.chance()),
                        Double.isNaN(effect.correlation()) ? "–" : Exact.decimals(effect.correlation(), 2)));
    }

    private static String name(Parameter parameter) {
        return parameter.key() + (parameter.status() == Parameter.Status.ASSUMPTION ? " *" : "");
    }

    private static String range(Parameter parameter) {
        return parameter.choices().length > 0
                ? "a choice of " + parameter.choices().length
                : Exact.plain(parameter.min()) + " to " + Exact.plain(parameter.max()) + " " + parameter.unit();
    }
}
