/**
 * What is to be run: suites in YAML, the settings of a scenario, and quantities with units.
 *
 * <p>{@link dirtysim.bench.suite.Suites} finds a suite, {@link dirtysim.bench.suite.SuiteReader} reads it strictly, and
 * {@link dirtysim.bench.suite.Plan} unfolds it into runs: scenario by trace by scheme, in the order of the file. A
 * misspelt key, a wrong type or a quantity without its unit is refused with its line and column; nothing falls back to a
 * default silently.
 */
package dirtysim.bench.suite;
