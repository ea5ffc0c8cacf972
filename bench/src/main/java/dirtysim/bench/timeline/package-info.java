/**
 * Timelines of runs as a file in the Trace Event Format ("Trace Event Format", Google, the document that chrome://tracing and Perfetto
 * read by; perfetto.dev, "Visualizing external trace formats"): an object with an array of events, a process a run and a thread
 * a track.
 *
 * <p>{@link dirtysim.bench.timeline.RunTimeline} hears of what happens in a run, joins what is too short to be seen, and has
 * {@link dirtysim.bench.timeline.TraceEvents} write it at once, so that a run of any length needs little memory. Runs go on in
 * parallel and write a file each; {@link dirtysim.bench.timeline.TimelineFile} puts these together in the order of the plan.
 *
 * <p><b>How much is drawn.</b> Spans that follow each other without a gap are one. The spans of a track are drawn one by one until there are {@value
 * dirtysim.bench.timeline.Joined#EVENTS} of them; from then on those that begin within a window are joined to one, from the
 * begin of the first to the end of the last, with their number and their sum in its arguments. The window is a microsecond at
 * first and doubles each time that another {@value dirtysim.bench.timeline.Joined#EVENTS} are drawn, so that a track of a run of
 * T microseconds has about log2(T / {@value dirtysim.bench.timeline.Joined#EVENTS}) times as many events. When the guest is
 * stopped it starts anew, one by one. The value of a counter is the last of each window, by the same rule. {@code otherData}
 * says of each track how many spans there were, how many are drawn, and how wide its windows became. Beyond {@value
 * dirtysim.bench.timeline.RunTimeline#TRACKS} tracks in a run, what only the later ones did is counted in {@code otherData}.
 *
 * <p>Read {@link dirtysim.bench.timeline.RunTimeline} first.
 */
package dirtysim.bench.timeline;
