/**
 * Pre-copy migration over a link.
 *
 * <p><b>Parts.</b> {@link dirtysim.migration.PreCopy} is the whole: it starts tracking, lets the thread's rules work while the
 * guest runs, then stops the guest, syncs a last time, sends the rest and switches over. A sync, the sender, the window of the
 * rate limit and the throttle are classes of their own.
 *
 * <p>Read {@link dirtysim.migration.PreCopy}, then {@link dirtysim.migration.Sync}, {@link dirtysim.migration.Sender} and
 * {@link dirtysim.migration.Switchover}; then the rules, {@code RoundByRound} before {@code QemuThread}.
 *
 * <p><b>Rules.</b> {@code rounds}, the standard: a round sends all that the last sync found, and a sync follows; when what it
 * leaves fits into the downtime limit at the link's bandwidth, the guest is stopped. {@code qemu-7.2}: what QEMU 7.2 does, as it
 * was verified on traces of real migrations. A sync at the head of every iteration with less than the threshold left, up to
 * which pages of the old pass may be unsent; the threshold from one window of 100 ms, unsmoothed; slices of a tenth of the
 * bandwidth allowed, sent at the speed of memory or of the link, then sleep; bursts of 50 ms at most; ascending addresses from
 * where the last burst ended; zero pages of 9 bytes; the rate limit dropped when the guest is stopped; auto-converge.
 * {@code qemu-10}: the same with an estimate before each sync, which is then the exact answer with devices' state in it; the
 * destination's acknowledgement; the threshold from a bandwidth that is set; a sync after five seconds without one under auto-converge;
 * the limit of each vCPU's dirty rate.
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
 * <p><b>Not modelled.</b> Failure and retry, postcopy, compression, the dirty bits that QEMU's measuring of vCPUs' rates asks of devices
 * once a second under a dirty limit, and of their rings.
 */
package dirtysim.migration;
