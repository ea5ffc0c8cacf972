package dirtysim.host;

/**
 * What the modelled IOMMU can do, as a VT-d unit reports it in its capability registers; {@code caching-mode} alone is that of
 * the vIOMMU which the guest sees. {@link CapabilityKeys} makes instances from text. The default is a machine of VT-d
 * revision 3 that has all of it.
 *
 * <p>A capability that rests on others does not count without them: {@link #tracksDirty()} and {@link #nests()} say what is
 * there in effect.
 */
public record Capabilities(
        @Capability(
                key = "queued-invalidation",
                register = "ECAP.QI, bit 1",
                source = "Linux drivers/iommu/intel/iommu.h",
                text =
                        "The invalidation queue; invalidation through registers is not modelled, so every scheme needs it")
        boolean queuedInvalidation,

        @Capability(
                key = "scalable-mode",
                register = "ECAP.SMTS, bit 43",
                source = "Linux drivers/iommu/intel/iommu.h",
                text = "PASID tables; nesting and the D bits of the second stage exist only with it")
        boolean scalableMode,

        @Capability(
                key = "first-stage",
                register = "ECAP.FSTS, bit 47",
                source = "Linux drivers/iommu/intel/iommu.h",
                text = "First-stage translation in scalable mode")
        boolean firstStage,

        @Capability(
                key = "second-stage",
                register = "ECAP.SSTS, bit 46",
                source = "Linux drivers/iommu/intel/iommu.h",
                text = "Second-stage translation in scalable mode")
        boolean secondStage,

        @Capability(
                key = "nesting",
                register = "ECAP.NEST, bit 26",
                source = "Linux drivers/iommu/intel/iommu.h",
                text = "A first stage nested on a second stage; counts only with scalable mode and both stages")
        boolean nesting,

        @Capability(
                key = "second-stage-dirty",
                register = "ECAP.SSADS, bit 45",
                source = "Linux drivers/iommu/intel/pasid.c",
                text =
                        "A and D bits of the second stage; counts only in scalable mode, with a second stage and a coherent walk")
        boolean secondStageDirty,

        @Capability(
                key = "coherent-walk",
                register = "ECAP.C, bit 0, and ECAP.SMPWC, bit 48",
                source = "Linux drivers/iommu/generic_pt: D bits need it",
                text = "Walks that snoop the CPU's caches; without, no atomic update of D, hence no dirty tracking")
        boolean coherentWalk,

        @Capability(
                key = "pasid",
                register = "ECAP.PASID, bit 40",
                source = "Linux drivers/iommu/intel/iommu.h",
                text =
                        "Requests that carry a PASID; devices here send none and are translated by the entry for those without")
        boolean pasid,

        @Capability(
                key = "device-tlb",
                register = "ECAP.DT, bit 2",
                source = "Linux drivers/iommu/intel/iommu.h",
                text = "Device-TLBs, filled through ATS; ats=on needs it")
        boolean deviceTlb,

        @Capability(
                key = "caching-mode",
                register = "CAP.CM, bit 7",
                source = "VT-d 6.1, as QEMU hw/i386/intel_iommu.c uses it",
                text = "Of the guest's vIOMMU: maps are announced too; whatever shadows the guest's mappings needs it")
        boolean cachingMode,

        @Capability(
                key = "page-selective",
                register = "CAP.PSI, bit 39",
                source = "Linux drivers/iommu/intel/cache.c",
                text = "Invalidation by page; without, a whole domain is invalidated instead")
        boolean pageSelective,

        @Capability(
                key = "max-address-mask",
                register = "CAP.MAMV, bits 53:48",
                value = "18",
                max = 52,
                source = "as Xeons report it; Linux drivers/iommu/intel/cache.c falls back beyond it",
                text = "A page-selective invalidation covers 2 to the power of this many pages at most")
        int maxAddressMask,

        @Capability(
                key = "four-level-tables",
                register = "CAP.SAGAW, bit 10",
                source = "Linux drivers/iommu/intel/iommu.h",
                text =
                        "Second-stage tables of four levels, 48 bits of input; second-stage-levels=4, the default, needs it")
        boolean fourLevelTables,

        @Capability(
                key = "five-level-tables",
                register = "CAP.SAGAW, bit 11",
                source = "Linux drivers/iommu/intel/iommu.h",
                text = "Second-stage tables of five levels, 57 bits of input; second-stage-levels=5 needs it")
        boolean fiveLevelTables,

        @Capability(
                key = "three-level-tables",
                register = "CAP.SAGAW, bit 9",
                source = "Linux drivers/iommu/intel/iommu.h",
                text = "Second-stage tables of three levels, 39 bits of input; second-stage-levels=3 needs it")
        boolean threeLevelTables,

        @Capability(
                key = "pages-2m",
                register = "CAP.SSLPS, bit 34",
                source = "Linux drivers/iommu/intel/iommu.h",
                text = "Second-stage leaves of 2 MiB; leaf-size=2MiB and 1GiB need it")
        boolean pages2m,

        @Capability(
                key = "pages-1g",
                register = "CAP.SSLPS, bit 35",
                source = "Linux drivers/iommu/intel/iommu.h",
                text = "Second-stage leaves of 1 GiB; leaf-size=1GiB needs it")
        boolean pages1g) {

    /** All of it. */
    public static Capabilities defaults() {
        return CapabilityKeys.defaults();
    }

    /**
     * Whether the hardware can keep A and D bits in second-stage entries: SSADS counts in scalable mode only, and a walker that
     * is not coherent cannot update entries atomically.
     */
    public boolean tracksDirty() {
        return CapabilityNeed.DIRTY_TRACKING.metBy(this);
    }

    /** Whether a first stage can be nested on a second. */
    public boolean nests() {
        return CapabilityNeed.NESTED_TRANSLATION.metBy(this);
    }
}
