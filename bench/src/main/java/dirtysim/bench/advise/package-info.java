/**
 * A recommendation: which scheme for one trace, VM, link and downtime budget, and how far it holds.
 *
 * <p>{@link dirtysim.bench.advise.RankingRule} is the rule by which schemes are ranked, over {@link dirtysim.bench.advise.Candidate}s;
 * {@link dirtysim.bench.advise.Margins} finds how far the first choice stays that, {@link dirtysim.bench.advise.Assumptions}
 * what it rests on; {@link dirtysim.bench.advise.Advisor} asks them all, and {@link dirtysim.bench.advise.AdviceText} says it.
 *
 * <p>Read {@link dirtysim.bench.advise.RankingRule} and {@link dirtysim.bench.advise.Advisor} first. What is not simulated is not
 * advised on: what a scheme takes of work on kernel or VMM, {@code Needs} says in a sentence.
 */
package dirtysim.bench.advise;
