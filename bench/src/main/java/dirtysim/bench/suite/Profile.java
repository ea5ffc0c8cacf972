package dirtysim.bench.suite;

import dirtysim.host.CostModel;
import dirtysim.host.HostProfile;

/**
 * A host profile as read from its file.
 *
 * @param host its name and what it gives, as the results record it
 * @param description one or two sentences for {@code list profiles}
 * @param costs the defaults with its values in their place
 */
public record Profile(HostProfile host, String description, CostModel costs) {
    /** Name by which results tell it. */
    public String name() {
        return host.name();
    }
}
