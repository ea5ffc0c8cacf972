/**
 * What {@code frontier} found, ready to be written: {@link dirtysim.reports.frontier.Limit} is what was moved,
 * {@link dirtysim.reports.frontier.Frontier} where a scheme stops converging, {@link dirtysim.reports.frontier.FrontierWords}
 * the same in sentences.
 */
package dirtysim.reports.frontier;
