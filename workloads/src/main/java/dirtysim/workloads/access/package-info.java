/**
 * The other half of a recorded run: every DMA access that the devices really made, as the emulator that ran the guest
 * logged them, on the guest's clock. {@link dirtysim.workloads.access.DeviceAccessReader} reads the text; the module's
 * README describes it. {@link dirtysim.workloads.access.WindowFiguresReader} reads what was counted of a run by others.
 */
package dirtysim.workloads.access;
