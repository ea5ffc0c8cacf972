/**
 * The other half of a recorded run: every DMA access that the devices really made, as the emulator that ran the guest
 * logged them, on the guest's clock. {@link dirtysim.workloads.access.DeviceAccessReader} reads the text; the module's
 * README describes it.
 */
package dirtysim.workloads.access;
