/**
 * The event loop, FIFO servers and random streams: time and contention, and nothing of what they are used for.
 *
 * <h2>What it is</h2>
 *
 * <p>Simulated time is a {@code long} of picoseconds ({@link dirtysim.engine.SimTime}). An
 * {@link dirtysim.engine.EventLoop} keeps the pending events and calls their {@link dirtysim.engine.EventHandler}s in
 * order of time, ties in order of scheduling. An event is a handler, a small code of the handler's own and a number, so
 * nothing is allocated for it. What takes time and can be contended is a {@link dirtysim.engine.Server}: a CPU, a lock,
 * a page walker, a link. Random numbers come from a {@link dirtysim.engine.RandomStream} for each use, by name, from
 * {@link dirtysim.engine.RandomStreams}.
 *
 * <h2>A worked example</h2>
 *
 * <p>Ten walks arrive at one page walker every 100 ns and take 150 ns each. The n-th, from 0, waits n * 50 ns, 2250 ns
 * in all; the last completes at 1500 ns, and the walker has been busy all the time.
 *
 * <pre>{@code
 * EventLoop loop = new EventLoop();
 * Server walker = new Server(loop, "walker", 1);
 * EventHandler done = (kind, walk) -> System.out.println(walk + " at " + SimTime.toNanos(loop.nowPs()) + " ns");
 * EventHandler arrival = (kind, walk) -> walker.serve(SimTime.ofNanos(150), done, 0, walk);
 * for (int walk = 0; walk < 10; walk++) {
 *     loop.scheduleAt(walk * 100 * SimTime.PS_PER_NS, arrival, 0, walk);
 * }
 * loop.run();
 * // loop.nowPs() == 1_500_000, walker.busyPs() == 1_500_000, walker.waitedPs() == 2_250_000, walker.grants() == 10
 * }</pre>
 *
 * <p>A handler with more than one step is a class with one {@code handle} and a {@code switch} over its codes. Where a
 * resource is held over several steps, use {@code acquire} and {@code release}; where the time is known at the start,
 * {@code serve}, which needs half the events.
 *
 * <h2>Threads</h2>
 *
 * <p>None of these classes is thread-safe, and none has static state: one simulation is one thread, and any number of
 * simulations may run side by side.
 *
 * <h2>Footprint</h2>
 *
 * <p>About 80 bytes for each event pending at the peak, in arrays that double and never shrink, and about 40 bytes for
 * each request at a server at its peak. In steady state nothing is allocated.
 *
 * <h2>Not modelled</h2>
 *
 * <ul>
 *   <li>Priorities and preemption. Who waits is served by {@link dirtysim.engine.QueueOrder}: first come, first served unless said
 *       otherwise.
 *   <li>Requests that give up waiting, and servers that fail.
 *   <li>Processes or coroutines: what must go on later, is scheduled.
 *   <li>Parallel execution of one simulation.
 * </ul>
 */
package dirtysim.engine;
