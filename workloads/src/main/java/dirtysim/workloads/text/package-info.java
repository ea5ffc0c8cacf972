/** Lines of text as bytes: {@link dirtysim.workloads.text.LineSource} finds them, {@link dirtysim.workloads.text.LineCursor} reads one. */
package dirtysim.workloads.text;
