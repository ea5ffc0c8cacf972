/**
 * Results for people and machines, from run records and nothing else.
 *
 * <p>{@link dirtysim.reports.ResultsDirectory} writes and reads a results directory. Its files:
 *
 * <ul>
 *   <li>{@code results.csv}, {@link dirtysim.reports.ResultsCsv}: a row a run. Times are whole nanoseconds or
 *       milliseconds with three decimals, rounded half up from picoseconds in integer arithmetic; shares and ratios
 *       have six decimals; a field is empty where it does not apply.
 *   <li>{@code rounds.csv}, {@link dirtysim.reports.RoundsCsv}: a row a migration round.
 *   <li>{@code results.json}, {@link dirtysim.reports.ResultsJson}: the full records, in picoseconds; reads back into
 *       equal records.
 *   <li>{@code sensitivity.csv}, {@link dirtysim.reports.SensitivityCsv}, and {@code rankings.csv},
 *       {@link dirtysim.reports.RankingsCsv}: what parameters do, of a suite that varies them.
 *   <li>{@code report.html}, {@link dirtysim.reports.HtmlReport}: one page, no network.
 * </ul>
 *
 * <p>Begin with {@link dirtysim.reports.ResultsDirectory} and {@link dirtysim.reports.ResultsCsv}; then
 * {@link dirtysim.reports.compare}, which finds what records say, {@link dirtysim.reports.view}, which lays it out, and
 * {@link dirtysim.reports.chart}, which draws.
 *
 * <p>A validation is a list of {@link dirtysim.reports.Check}s: {@code validation.csv} is
 * {@link dirtysim.reports.ValidationCsv}, {@code validation.html} is {@link dirtysim.reports.ValidationPage},
 * {@link dirtysim.reports.ValidationTable} is for a terminal.
 *
 * <p>A search for {@link dirtysim.reports.frontier frontiers} is written the same way: {@link dirtysim.reports.FrontierCsv},
 * {@link dirtysim.reports.FrontierPage}, {@link dirtysim.reports.FrontierTable}.
 *
 * <p>{@link dirtysim.reports.history Measures over past results} are {@link dirtysim.reports.HistoryCsv} and {@link
 * dirtysim.reports.HistoryPage}; {@link dirtysim.reports.jmh benchmarks of the program} are {@link dirtysim.reports.JmhCsv} and
 * {@link dirtysim.reports.JmhPage}, or a section of the report.
 *
 * <p>{@link dirtysim.reports.ConsoleTable} is the same for a terminal. All of it is a pure function of the records: no
 * clock, no locale, no figure of the machine.
 *
 * <p>API: {@link dirtysim.reports.ResultsDirectory}, {@link dirtysim.reports.Results} and {@link dirtysim.reports.ResultsCsv}. The rest
 * is internal.
 */
package dirtysim.reports;
