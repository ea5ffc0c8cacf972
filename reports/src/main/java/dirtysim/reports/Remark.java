package dirtysim.reports;

/**
 * What there is to say of a target of a validation.
 *
 * @param target which
 * @param text a phrase
 */
public record Remark(String target, String text) {}
