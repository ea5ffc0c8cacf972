package dirtysim.migration;

import dirtysim.host.PreCopyRules;

/**
 * What a migration has to go by.
 *
 * @param bytesPerSecond bandwidth of the link
 * @param downtimeLimitMs longest time to send what is left with the guest stopped
 * @param maxRounds rounds after which the guest is stopped all the same, where the rules count rounds
 * @param rules the rules
 */
public record MigrationTerms(long bytesPerSecond, double downtimeLimitMs, int maxRounds, PreCopyRules rules) {}
