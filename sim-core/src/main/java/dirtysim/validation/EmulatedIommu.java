package dirtysim.validation;

import dirtysim.iommu.Iotlb;
import dirtysim.iommu.Replacement;
import dirtysim.iommu.TranslationDomain;
import dirtysim.memory.EntryFormat;
import dirtysim.memory.PageSize;
import dirtysim.memory.PageTable;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The model's tables and IOTLB, put together as in QEMU's emulated VT-d ({@code hw/i386/intel_iommu.c}), so that it can be
 * fed what a guest and its devices really did:
 *
 * <ul>
 *   <li>1,024 entries without sets, emptied whole when full;
 *   <li>entries tagged by the requester, so that two devices of one domain do not share them; invalidated by domain;
 *   <li>a hit looks at no permission and no D bit; a walk that finds no translation leaves no entry;
 *   <li>leaves as large as alignment allows, as Linux makes them for a second level with superpages.
 * </ul>
 *
 * <p>It has no notion of time: things happen in the order in which it is told of them.
 */
public final class EmulatedIommu implements RecordedDomains {
    /** No translation, or no permission. */
    public static final long NOWHERE = -1;

    /** {@code VTD_IOTLB_MAX_SIZE}. */
    private static final int ENTRIES = 1024;

    /** {@code VTD_MAMV}: 2^18 pages. */
    private static final int LARGEST_MASK = 18;

    private static final int LEVELS = 5;

    /** Requests without a PASID. */
    private static final int PASID = 0;

    private final Iotlb iotlb = new Iotlb(ENTRIES, ENTRIES, Replacement.EMPTY_WHEN_FULL);
    private final Map<Integer, PageTable> tables = new TreeMap<>();

    /** By requester: its domain's number, and its view of that domain's table, tagged by its own number. */
    private final List<Integer> domainOf = new ArrayList<>();

    private final List<TranslationDomain> views = new ArrayList<>();
    private long gpa;

    /**
     * Attaches the next requester to a domain.
     *
     * @return its number, from 0
     */
    public int attach(int domain) {
        int requester = views.size();
        domainOf.add(domain);
        views.add(new TranslationDomain(requester, null, table(domain)));
        return requester;
    }

    /** First IOVA that no table can translate. */
    public static long iovaLimit() {
        return 1L << (12 + 9 * LEVELS);
    }

    /** @throws IllegalArgumentException beyond {@link #iovaLimit()} */
    @Override
    public void map(int domain, long iova, long toGpa, long bytes, boolean mayWrite) {
        PageTable table = table(domain);
        unmap(domain, iova, bytes);
        long page = PageSize.SIZE_4K.bytes();
        long end = iova + bytes;
        long output = toGpa & -page;
        for (long at = iova & -page; at < end; ) {
            PageSize size = largest(at | output, end - at);
            table.map(at, output, size, mayWrite);
            at += size.bytes();
            output += size.bytes();
        }
    }

    /** A leaf that reaches beyond the range goes whole, as in Linux. */
    @Override
    public void unmap(int domain, long iova, long bytes) {
        PageTable table = table(domain);
        List<Long> leaves = new ArrayList<>();
        table.scan(iova, iova + bytes, Long.MAX_VALUE, (input, size, entry) -> leaves.add(input));
        leaves.forEach(table::unmap);
    }

    /**
     * One descriptor covers an aligned power of two of pages, so Linux widens the range to one, and takes the domain where
     * that is more than QEMU's capability register allows.
     */
    @Override
    public void invalidate(int domain, long iova, long bytes) {
        int shift = PageSize.SIZE_4K.shift();
        int mask = Long.SIZE - Long.numberOfLeadingZeros(iova >>> shift ^ (iova + bytes - 1) >>> shift);
        if (mask > LARGEST_MASK) {
            invalidateDomain(domain);
            return;
        }
        long widened = 1L << (shift + mask);
        for (int requester = 0; requester < views.size(); requester++) {
            if (domainOf.get(requester) == domain) {
                iotlb.invalidatePages(requester, iova & -widened, widened, true);
            }
        }
    }

    @Override
    public void invalidateDomain(int domain) {
        for (int requester = 0; requester < views.size(); requester++) {
            if (domainOf.get(requester) == domain) {
                iotlb.invalidateDomain(requester);
            }
        }
    }

    /**
     * One access within one page; {@link #gpa()} tells where it went.
     *
     * @return whether the IOTLB held an entry
     */
    public boolean access(int requester, long iova, boolean write) {
        int entry = iotlb.lookup(requester, PASID, iova);
        if (entry != Iotlb.MISS) {
            gpa = write && !iotlb.writable(entry) ? NOWHERE : iotlb.hpa(entry, iova);
            return true;
        }
        TranslationDomain view = views.get(requester);
        if (view.walk(iova, write, true) == TranslationDomain.Outcome.DONE) {
            iotlb.fill(view, PASID, iova);
            gpa = view.hpa();
        } else {
            gpa = NOWHERE;
        }
        return false;
    }

    /** Guest-physical address that the last access was translated to, or {@link #NOWHERE}. */
    public long gpa() {
        return gpa;
    }

    private PageTable table(int domain) {
        return tables.computeIfAbsent(domain, number -> new PageTable(EntryFormat.SECOND_STAGE, LEVELS));
    }

    private static PageSize largest(long addresses, long bytes) {
        PageSize[] sizes = PageSize.values();
        for (int i = sizes.length - 1; i > 0; i--) {
            if ((addresses & (sizes[i].bytes() - 1)) == 0 && bytes >= sizes[i].bytes()) {
                return sizes[i];
            }
        }
        return PageSize.SIZE_4K;
    }
}
