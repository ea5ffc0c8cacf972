/**
 * How to record a guest of one's own: the commands for each recorder, as {@code trace record-help} prints them. They are
 * text, so that they can be read in one piece; a test holds each event that they name against the kernel's own formats.
 *
 * <p>{@link dirtysim.workloads.recording.Recorder} is all there is. Nothing is recorded by it, and no host is touched.
 */
package dirtysim.workloads.recording;
