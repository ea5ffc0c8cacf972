/**
 * When measurement may begin: {@link dirtysim.bench.warmup.Mser} finds the end of a transient,
 * {@link dirtysim.bench.warmup.WarmUps} applies it to the runs whose warm-up was left to it; read them in this order.
 *
 * <p>What is looked at is what guest and IOMMU do; a migration has no steady state, and none is looked for in it.
 */
package dirtysim.bench.warmup;
