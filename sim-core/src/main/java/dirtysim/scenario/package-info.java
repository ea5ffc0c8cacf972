/**
 * What goes into a run and what comes out of it, as plain records: {@link dirtysim.scenario.Scenario} and
 * {@link dirtysim.scenario.RunRecord}. Reports read these and nothing else.
 *
 * <p>API: all of it. Scenarios are made by {@link dirtysim.scenario.ScenarioBuilder}, never by their constructors, which grow.
 *
 * <p>Read {@link dirtysim.scenario.Scenario}, then {@link dirtysim.scenario.RunRecord}. How a scenario is written in YAML or on
 * a command line is not known here, nor how a record is shown.
 */
package dirtysim.scenario;
