/**
 * Lines of text as bytes, for files of any length: {@link dirtysim.workloads.text.LineSource} finds them,
 * {@link dirtysim.workloads.text.LineCursor} reads one, {@link dirtysim.workloads.text.EightBytes} is how both do it eight bytes at a time. Read
 * them in this order.
 *
 * <p>Bytes are not decoded: all that is looked for is ASCII. A line of more than 1 MiB is none.
 */
package dirtysim.workloads.text;
