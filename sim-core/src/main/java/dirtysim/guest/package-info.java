/**
 * The guest: driver CPUs that replay map and unmap, and devices that read and write what is mapped.
 */
package dirtysim.guest;
