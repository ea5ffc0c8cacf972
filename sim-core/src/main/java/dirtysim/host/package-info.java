/**
 * The host that the model stands on: every cost and size, declared with key, unit, default, range, source and status.
 *
 * <p>{@link dirtysim.host.CostModel} holds the values of one run. {@link dirtysim.host.Parameters} lists the
 * declarations and applies {@code --set key=value}. {@link dirtysim.host.HostProfile} says where a run's values come from,
 * if not from the defaults. {@link dirtysim.host.Capabilities} holds what the IOMMU can do, {@link
 * dirtysim.host.CapabilityKeys} lists and changes it, and a scheme says with {@link dirtysim.host.CapabilityNeed} what it
 * cannot do without. {@link dirtysim.host.InputException} is what anything in DirtySim
 * throws at bad input.
 *
 * <p>{@link dirtysim.host.Quantity} reads numbers with their units, {@link dirtysim.host.Nearest} finds what a misspelt word was
 * meant to be.
 *
 * <p>Read {@link dirtysim.host.CostModel}, which is the parameters in one place, then {@link dirtysim.host.Capabilities}.
 *
 * <p>Sources are named by the ids C1…C38 of the project's calibration table; each declaration repeats the origin in
 * words.
 *
 * <p>API: {@link dirtysim.host.InputException}, and what a {@link dirtysim.scenario.Scenario} is made of, {@link dirtysim.host.CostModel} above
 * all. The rest is internal.
 */
package dirtysim.host;
