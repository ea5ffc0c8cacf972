/**
 * What goes into a run and what comes out of it, as plain records: {@link dirtysim.scenario.Scenario} and
 * {@link dirtysim.scenario.RunRecord}. Reports read these and nothing else.
 *
 * <p>API: all of it. Scenarios are made by {@link dirtysim.scenario.ScenarioBuilder}, never by their constructors, which grow.
 */
package dirtysim.scenario;
