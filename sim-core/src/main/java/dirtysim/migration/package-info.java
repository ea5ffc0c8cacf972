/**
 * Pre-copy migration over a link.
 *
 * <p><b>Modelled.</b> Rounds, each with a sync and a pass over what it found; the downtime limit as a number of bytes at the
 * link's bandwidth; the final sync with the guest stopped; the downtime as a sum; the log of CPU writes ({@link dirtysim.cpu}),
 * enabled and cleared in time and OR-ed with the scheme's report by GFN; the conversion of the result into ranges.
 *
 * <p><b>Not modelled yet.</b> QEMU's rate-limited slices and its estimate before an exact sync, throttling of the guest, zero
 * pages, several channels, device state beyond a fixed switchover.
 */
package dirtysim.migration;
