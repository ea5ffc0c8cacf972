/**
 * When measurement may begin: {@link dirtysim.bench.warmup.Mser} finds the end of a transient,
 * {@link dirtysim.bench.warmup.WarmUps} applies it to the runs whose warm-up was left to it.
 */
package dirtysim.bench.warmup;
