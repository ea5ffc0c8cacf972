/**
 * From a recording to a few kilobytes of parameters, and from these to a guest that behaves like the recorded one, at another
 * rate, with more live mappings, in more memory.
 *
 * <p>{@link dirtysim.workloads.fit.ModelFit} finds the parameters, {@link dirtysim.workloads.fit.FittedModel} holds them, and
 * reads and writes them as YAML, {@link dirtysim.workloads.fit.FittedGuest} makes a guest of them, and {@link
 * dirtysim.workloads.fit.FitTable} says how near that guest comes.
 *
 * <p>The model: a device has one or more queues, each of one direction, or of several where these come and go together. A
 * queue alternates between bursts of maps and bursts of unmaps. A burst takes the number of live mappings to a level that is
 * drawn by the level at which it begins, after a wait that is drawn likewise; so the level walks as it did in the recording,
 * and by Little's law rate and lifetime go with it. Which mapping a burst unmaps is drawn by its place in the order of age;
 * what a map is like (direction, pages, segments, and whether its page is one that is mapped already) is a Markov chain of
 * the first order; so is the CPU of a burst.
 *
 * <p>Not in the parameters, and so never copied: any address. IOVAs come from Linux's allocator ({@link
 * dirtysim.workloads.iova}), flushes of a lazy guest from its flush queue ({@link dirtysim.workloads.drivers}), guest pages
 * from as many places as the recording used.
 *
 * <p>Not modelled: that queues of different devices are busy or idle together, phases longer than a few bursts, names of
 * tasks, offsets and lengths within pages.
 */
package dirtysim.workloads.fit;
