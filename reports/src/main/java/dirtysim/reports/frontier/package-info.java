/**
 * What {@code frontier} found, ready to be written: {@link dirtysim.reports.frontier.Limit} is what was moved,
 * {@link dirtysim.reports.frontier.Frontier} where a scheme stops converging, {@link dirtysim.reports.frontier.FrontierWords}
 * the same in sentences.
 *
 * <p>Read them in this order. Nothing is searched here: that is done by the command line's module, by running simulations.
 */
package dirtysim.reports.frontier;
