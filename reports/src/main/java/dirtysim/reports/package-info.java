/** x. */
package dirtysim.reports;
