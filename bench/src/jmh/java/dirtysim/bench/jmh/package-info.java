/** JMH benchmarks, run by {@code mvn verify -Pjmh}; bench/README says how. */
package dirtysim.bench.jmh;
