package dirtysim;

import java.util.List;

/** The bundled schemes that lose pages where written mappings are torn down, and are there to show it. */
public final class LossySchemes {
    /** Their ids. */
    public static final List<String> IDS = List.of("iova-log", "device-log");

    private LossySchemes() {}
}
