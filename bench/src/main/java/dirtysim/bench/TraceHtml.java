package dirtysim.bench;

import dirtysim.reports.TraceFacts;
import dirtysim.reports.TracePage;
import dirtysim.workloads.info.TraceInfo;
import dirtysim.workloads.info.TracePlots;

/** Joins what workloads knows of a trace with the page that reports draws: neither module knows the other. */
final class TraceHtml {
    private TraceHtml() {}

    static String render(TraceInfo info, TracePlots plots) {
        return TracePage.render(new TraceFacts(
                info.name(),
                info.notes(),
                info.sections().stream()
                        .map(section -> new TraceFacts.Section(section.title(), section.head(), section.rows()))
                        .toList(),
                new TraceFacts.Live(
                        plots.live().partUs(),
                        plots.live().mappings(),
                        plots.live().pages()),
                plots.sizes(),
                plots.distributions().lifetimeUs(),
                plots.distributions().reuseDistance(),
                plots.windows().stream()
                        .map(pages -> new TraceFacts.Windows(
                                pages.lengthUs(), pages.mapped(), pages.modelled(), pages.exact()))
                        .toList()));
    }
}
