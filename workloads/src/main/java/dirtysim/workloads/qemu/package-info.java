/**
 * Trace logs of QEMU's vIOMMU, as its log backend writes them with {@code -trace 'vtd_*'}: a line is
 * {@code THREAD@SECONDS.MICROS:EVENT TEXT} (scripts/tracetool/backend/log.py; the texts of the events are in
 * hw/i386/trace-events).
 *
 * <p>What such a log can give: with caching mode, each page that the guest maps or unmaps, as the walk that an invalidation
 * causes finds it ({@code vtd_page_walk_one}); without it, no map at all. Invalidations come in both cases. It names the
 * domain and not the device, unless {@code vtd_replay_ce_valid} says whose it is; and the vIOMMU's entries hold read and
 * write for all that a device may write, so a direction is known only where it may not.
 *
 * <p>Read {@link dirtysim.workloads.qemu.QemuLogImporter}, then {@code Domains}. Not read: what QEMU's other trace backends
 * write.
 */
package dirtysim.workloads.qemu;
