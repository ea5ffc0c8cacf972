/**
 * How the verdicts of the exhaustive checker are shown: {@link dirtysim.bench.check.CheckText} in words for people,
 * {@link dirtysim.bench.check.CheckJson} the same for programs. Checking itself is {@link dirtysim.check}.
 */
package dirtysim.bench.check;
