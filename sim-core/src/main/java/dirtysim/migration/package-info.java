/**
 * Pre-copy migration over a link.
 *
 * <p><b>Parts.</b> {@link dirtysim.migration.PreCopy} is the whole: it starts tracking, lets the thread's rules work while the
 * guest runs, then stops the guest, syncs a last time, sends the rest and switches over. A sync, the sender, the window of the
 * rate limit and the throttle are classes of their own.
 *
 * <p><b>Rules.</b> {@code rounds}, the standard: a round sends all that the last sync found, and a sync follows; when what it
 * leaves fits into the downtime limit at the link's bandwidth, the guest is stopped. {@code qemu-7.2}: what QEMU 7.2 does, as it
 * was verified on traces of real migrations. A sync at the head of every iteration with less than the threshold left, up to
 * which pages of the old pass may be unsent; the threshold from one window of 100 ms, unsmoothed; slices of a tenth of the
 * bandwidth allowed, sent at the speed of memory or of the link, then sleep; bursts of 50 ms at most; ascending addresses from
 * where the last burst ended; zero pages of 9 bytes; the rate limit dropped when the guest is stopped; auto-converge.
 *
 * <p><b>Two kinds of limit.</b> With {@code max-bandwidth} and a fast link QEMU's own limit counts while the guest runs, and the
 * downtime is a copy at {@code send-gbyte-per-s}. With no {@code max-bandwidth} the link is the bottleneck, all the time.
 *
 * <p><b>Example.</b> An idle guest at 100 MiB/s and 300 ms: a slice is 2,556 pages, the threshold 7,683 or a little less. The
 * first sync comes when 5,127 to 7,682 pages are left, and nothing drains them: the guest is stopped with them unsent.
 *
 * <p><b>Modelled besides.</b> The final sync with the guest stopped; the downtime as a sum; the log of CPU writes ({@link
 * dirtysim.cpu}), enabled and cleared in time and OR-ed with the scheme's report by GFN.
 *
 * <p><b>Not modelled yet.</b> The estimate before an exact sync of later QEMUs, switchover acknowledgement, the per-vCPU dirty
 * limit, several channels, device state beyond a fixed switchover.
 */
package dirtysim.migration;
