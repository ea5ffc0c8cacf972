/** x. */
package dirtysim.bench;
