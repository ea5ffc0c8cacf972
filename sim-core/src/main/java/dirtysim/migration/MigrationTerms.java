package dirtysim.migration;

import dirtysim.host.DeviceStates;
import dirtysim.host.PreCopyRules;

/**
 * What a migration has to go by.
 *
 * @param bytesPerSecond bandwidth of the link
 * @param latencyMs time from one end of it to the other
 * @param channels over how many channels pages go; 0 where only the link limits them
 * @param devices devices whose state moves too
 * @param downtimeLimitMs longest time to send what is left with the guest stopped
 * @param maxRounds rounds after which the guest is stopped all the same, where the rules count rounds
 * @param rules the rules
 */
public record MigrationTerms(
        long bytesPerSecond,
        double latencyMs,
        int channels,
        DeviceStates devices,
        double downtimeLimitMs,
        int maxRounds,
        PreCopyRules rules) {
    /** Terms with a link that is nothing but a bandwidth, and without state of devices. */
    public MigrationTerms(long bytesPerSecond, double downtimeLimitMs, int maxRounds, PreCopyRules rules) {
        this(bytesPerSecond, 0, 0, DeviceStates.NONE, downtimeLimitMs, maxRounds, rules);
    }
}
