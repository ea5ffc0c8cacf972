/**
 * The contract of a {@linkplain dirtysim.tracking.DirtyTracker scheme}, tried on random guests: whole simulations of {@link
 * dirtysim.contract.RandomWorkloads} by {@link dirtysim.contract.SchemeContract}, held against the ground truth. It is what the
 * bundled schemes are tested with, and what {@code check --guests} runs a scheme of one's own through.
 *
 * <p>Read {@link dirtysim.contract.SchemeContract} first: its outcome is a list of {@link dirtysim.contract.Breach}.
 *
 * <p>API: {@link dirtysim.contract.SchemeContract} and {@link dirtysim.contract.Breach}. The rest is internal.
 *
 * <p><b>Deliberately left out.</b> What a scheme costs, and whether it reports more than it must. Changes of a device's domain.
 * A breach that needs a rare order of events may hide from any number of guests; {@link dirtysim.check} tries every order, of a
 * universe that is tiny.
 */
package dirtysim.contract;
