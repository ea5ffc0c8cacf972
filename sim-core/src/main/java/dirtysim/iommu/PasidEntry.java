package dirtysim.iommu;

/**
 * A scalable-mode PASID-table entry, as far as dirty tracking cares. There is one for each device: its requests carry no
 * PASID.
 *
 * @param type what translates the device's requests
 * @param domain domain id, the tag of what is cached for it
 * @param tracksDirty SSADE, bit 9: whether the hardware sets A and D in second-stage entries
 */
public record PasidEntry(Type type, int domain, boolean tracksDirty) {
    /** PGTT: what translates. */
    public enum Type {
        /** A first stage alone; its A and D are those of the CPU's tables and cannot be switched. */
        FIRST_STAGE("first-stage"),
        /** A second stage alone. */
        SECOND_STAGE("second-stage"),
        /** A first stage nested on a second. */
        NESTED("nested"),
        /** Nothing. */
        PASS_THROUGH("pass-through"),
        /** P is clear: requests are blocked. */
        NOT_PRESENT("not-present");

        private final String word;

        Type(String word) {
            this.word = word;
        }

        /** Whether there is a second stage, and so an SSADE bit to set. */
        public boolean hasSecondStage() {
            return this == SECOND_STAGE || this == NESTED;
        }
    }

    /**
     * SSADE without a second stage makes no sense to the hardware.
     *
     * @throws IllegalStateException if it is set for a type that has none
     */
    public PasidEntry {
        if (tracksDirty && !type.hasSecondStage()) {
            throw new IllegalStateException("a " + type.word + " PASID-table entry has no second stage to track");
        }
    }
}
