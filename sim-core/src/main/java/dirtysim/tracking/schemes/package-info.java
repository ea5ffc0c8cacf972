/**
 * The bundled schemes, a small class each. Their ids are stable: command line, suites, CSV and report use them.
 *
 * <p>A scheme of one's own is one more class like these in a jar of its own, named in that jar's {@code
 * META-INF/services/dirtysim.tracking.DirtyTracker}.
 */
package dirtysim.tracking.schemes;
