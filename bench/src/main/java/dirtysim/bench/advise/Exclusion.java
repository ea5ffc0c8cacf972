package dirtysim.bench.advise;

/**
 * A scheme that is not ranked.
 *
 * @param scheme its id
 * @param why as a sentence that goes on after the scheme's name, without its full stop
 */
public record Exclusion(String scheme, String why) {}
