/**
 * Files of users, read and written so that nothing is lost and nothing runs away. {@link dirtysim.files.InputFile} reads what fits
 * into memory, or refuses it in a line; {@link dirtysim.files.OutputFile} writes beside the file and moves it into place when it is
 * whole. Read them in this order.
 *
 * <p>Not here: recordings, which are read as streams of any length and have rules of their own ({@code dirtysim.workloads}), and the
 * journal of a sweep, which is appended to. Nothing is forced to the disk: a machine that loses power may lose what was written last.
 */
package dirtysim.files;
