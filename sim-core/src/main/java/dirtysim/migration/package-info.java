/** Pre-copy migration. */
package dirtysim.migration;
