/** Page tables, the GFN bitmap and memory slots: state, without time. */
package dirtysim.memory;
