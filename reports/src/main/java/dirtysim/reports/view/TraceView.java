package dirtysim.reports.view;

import dirtysim.reports.TraceFacts;
import java.util.List;

/**
 * What the template of the page about a trace shows.
 *
 * @param name the trace
 * @param notes what one must know
 * @param sections small tables
 * @param figures charts
 */
public record TraceView(String name, List<String> notes, List<TraceFacts.Section> sections, List<Figure> figures) {}
