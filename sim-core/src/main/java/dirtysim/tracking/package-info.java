/** One interface for every dirty-tracking scheme. */
package dirtysim.tracking;
