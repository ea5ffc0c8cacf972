/**
 * The other half of a recorded run: every DMA access that the devices really made, as the emulator that ran the guest
 * logged them, on the guest's clock. {@link dirtysim.workloads.access.DeviceAccessReader} reads the text; the module's
 * README describes it. {@link dirtysim.workloads.access.WindowFiguresReader} reads what was counted of a run by others.
 *
 * <p>Read {@link dirtysim.workloads.access.DeviceAccess} first. Accesses are those of one run and of one emulator: their order
 * is real, their times are the emulator's.
 */
package dirtysim.workloads.access;
