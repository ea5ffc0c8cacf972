/**
 * Sweeps on a cluster of Apache Spark: what {@code run} and {@code simulate} do, their runs performed by executors, with results of
 * the same bytes.
 *
 * <p>{@link dirtysim.spark.SparkMain} is the driver and {@link dirtysim.spark.RunTask} what executors are sent;
 * {@link dirtysim.spark.Program} is DirtySim itself, which each of the two loads from within the jar, in a class loader of its own:
 * Spark brings other versions of the libraries that DirtySim uses.
 */
package dirtysim.spark;
