/**
 * What goes into a run and what comes out of it, as plain records: {@link dirtysim.scenario.Scenario} and
 * {@link dirtysim.scenario.RunRecord}. Reports read these and nothing else.
 */
package dirtysim.scenario;
