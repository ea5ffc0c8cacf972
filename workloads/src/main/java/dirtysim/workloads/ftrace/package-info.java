/**
 * Reads the kernel's events of maps and unmaps from text: of ftrace, as {@code trace} and {@code trace_pipe} of tracefs give
 * it, of {@code trace-cmd report} and of {@code perf script}. The three differ in what stands before an event's details
 * ({@link dirtysim.workloads.ftrace.Recorder}), and in how they show what they cannot decode.
 *
 * <p>It streams: the text passes through one buffer, and what is held back is bounded. Records leave in the order of the
 * file, but a map or an unmap names no device; it waits for the dma event that does:
 *
 * <ol>
 *   <li>{@code iommu:map} stands before its {@code dma_map_page}, {@code dma_map_sg} or {@code dma_alloc}, which is of the
 *       same task and whose IOVA range contains it;
 *   <li>{@code iommu:unmap} stands before its {@code dma_unmap_page}, but after its {@code dma_unmap_sg} or
 *       {@code dma_free}; {@code dma_unmap_sg} gives no IOVA, so it is paired with its {@code dma_map_sg} by device and
 *       list of physical addresses;
 *   <li>interrupts nest, so the events of one call need not be adjacent;
 *   <li>every idle CPU runs as task 0, so task 0 counts as one task a CPU.
 * </ol>
 *
 * <p>What no dma event explains within 65,536 records is given up as
 * unattributed: the identity map of a boot, or what lost its partner with the recorder's lost events.
 *
 * <p>Read {@link dirtysim.workloads.ftrace.FtraceImporter}, then {@code LineHead}, {@code EventReader} and {@code Attribution}.
 * Not read: binary recordings, which trace-cmd and perf turn into text, and events of anything but maps, unmaps, flushes and
 * marks.
 */
package dirtysim.workloads.ftrace;
