package dirtysim.bench.advise;

import dirtysim.reports.frontier.Limit;

/**
 * How far one condition may move in one direction while the first choice stays that.
 *
 * @param limit what was moved
 * @param less whether to smaller values
 * @param own its own value
 * @param holds the farthest value at which the choice was first, as far as it was without interruption
 * @param breaks the next value, at which it was not; NaN if that was the farthest that was tried
 * @param why what happens there, as a sentence without its full stop; empty with {@code breaks}
 */
public record Margin(Limit limit, boolean less, double own, double holds, double breaks, String why) {}
