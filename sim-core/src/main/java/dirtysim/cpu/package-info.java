/**
 * The guest's own writes, and how the host logs them.
 *
 * <p>Read {@link dirtysim.cpu.WritePattern} and {@link dirtysim.cpu.CpuLoad} (which pages, how often),
 * {@link dirtysim.cpu.CpuWriter} (when), then {@link dirtysim.cpu.CpuLog} with the two kinds that there are, a bitmap
 * ({@code BitmapLog}) and dirty rings ({@code RingLog}).
 *
 * <p><b>The writes.</b> vCPUs write pages of a working set as a {@link dirtysim.cpu.WritePattern} says: each page as a Poisson
 * process (uniform, hot and cold, Zipf, or classes that add up to a measured curve), or one sweep after the other; at an even
 * rate, in bursts, or by a measured series. Only a page's first write after it was protected or copied has an effect, so only
 * those are drawn: the time to the next of them among pages of a summed rate is exponential, and because an exponential has no
 * memory it is drawn anew whenever a page is protected or copied, the rate changes, or a vCPU stalls or goes on. A sweep goes
 * from one such page to the next. That is exact, page by page, in distribution; 10^9 writes a second cost what the first writes
 * among them cost. Nothing happens between two looks at memory, so no event is needed: {@link
 * dirtysim.cpu.CpuWriter#advance} brings it up to the present.
 *
 * <p><b>Loops.</b> In a closed loop, the standard, a vCPU that is stalled by the log or throttled writes less; in an open one
 * the writes come all the same, as those that were counted in a guest do.
 *
 * <p><b>Modelled.</b> Write protection (a fault for each first write; under a shared or an exclusive MMU lock), page
 * modification logging (an exit for 512), dirty rings (a vCPU leaves when its ring is full, takes the VMM's lock and harvests
 * all rings); a bitmap that starts empty or all set, cleared as a whole at the read or by chunks of 1 GiB before they are
 * sent; huge mappings split when logging starts, or at the first write to each page. A vCPU that the log stalls writes less.
 *
 * <p><b>Example.</b> 40,000 page writes a second over 512 MiB (131,072 pages), all protected, for a second: 131,072 (1 -
 * exp(-40,000 / 131,072)) = 34,476 first writes, which cost 9.0 ms of vCPU time at 260 ns a fault, or 0.39 ms at 5.74 us for
 * 512 with PML.
 *
 * <p><b>Not modelled.</b> Faults of reads to mappings that were split lazily, the loss of TLB entries at a clear, QEMU's
 * reaper thread (a ring is harvested when one is full and at syncs), huge mappings put together again when logging stops.
 */
package dirtysim.cpu;
