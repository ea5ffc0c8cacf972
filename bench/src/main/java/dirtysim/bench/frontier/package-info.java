/**
 * Where a scenario stops converging: by runs of the real simulation, and nothing else.
 *
 * <p>{@link dirtysim.bench.frontier.Bisection} finds an edge on a row of places and does not take it for granted that there is one
 * only; {@link dirtysim.bench.frontier.Grid} says which values the places stand for; {@link dirtysim.bench.frontier.Trials} runs
 * each scenario once; {@link dirtysim.bench.frontier.Frontiers} asks the questions of {@code frontier}, many at a time.
 *
 * <p>Read them in this order. An edge is one of the scenario that was given: its seed, its trace, its guest.
 */
package dirtysim.bench.frontier;
