/**
 * The swarm test: random schedules of what guests, devices and migrations do, on the parts of the simulator without a
 * recording, a closed loop or a link in between, judged by an oracle of its own.
 *
 * <p>A {@link dirtysim.swarm.Universe} says how small the world is and what things cost, a {@link
 * dirtysim.swarm.Schedule} is a list of {@link dirtysim.swarm.Operation}s, each begun some time after the one before,
 * whatever is still under way then. Both are drawn from a seed by the {@link dirtysim.swarm.ScheduleGenerator}, which
 * switches whole kinds of operation off and gives the others wild weights: bugs hide where one thing happens always and
 * another never. {@link dirtysim.swarm.ScheduleRun} carries a schedule out and {@link dirtysim.swarm.PageOracle} watches.
 * The {@link dirtysim.swarm.Shrinker} makes a failing schedule short.
 *
 * <p>{@code mvn verify} goes through a million operations, {@code mvn verify -Pswarm -pl sim-core} through a hundred million;
 * {@code -Ddirtysim.swarm.seed} takes seeds that nobody has tried.
 *
 * <p><b>Left out</b>, since the model has no such operation yet: splitting a large leaf, moving a device to another domain,
 * and several flush queues of one device. CPU writes are left out as well: the schemes do not see them.
 *
 * <p>After A. Groce et al., "Swarm testing", ISSTA 2012, and A. Zeller and R. Hildebrandt, "Simplifying and isolating
 * failure-inducing input", IEEE TSE 28(2), 2002.
 */
package dirtysim.swarm;
