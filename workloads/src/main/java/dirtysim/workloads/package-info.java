/** x. */
package dirtysim.workloads;
