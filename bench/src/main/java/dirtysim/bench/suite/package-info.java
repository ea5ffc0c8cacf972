/**
 * What is to be run: suites and host profiles in YAML, and the settings of a scenario.
 *
 * <p>{@link dirtysim.bench.suite.Suites} finds a suite and {@link dirtysim.bench.suite.Profiles} a host profile; both are
 * read strictly, and {@link dirtysim.bench.suite.Plan} unfolds a suite into runs: scenario by trace by scheme, in the order
 * of the file; {@code VariedPoints} are those of a suite that varies parameters. A misspelt key, a wrong type or a quantity
 * without its unit is refused with its line and column; nothing falls back to a default silently. Of a parameter, {@code --set} goes over a suite's {@code set:}, that over the host
 * profile, and that over the declared default.
 *
 * <p>Read {@link dirtysim.bench.suite.Setting} and {@link dirtysim.bench.suite.Settings}, then
 * {@link dirtysim.bench.suite.Suite} and {@link dirtysim.bench.suite.Plan}, then the readers. Of YAML there are no aliases,
 * tags or several documents.
 */
package dirtysim.bench.suite;
