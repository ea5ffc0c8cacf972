package dirtysim.workloads.fit;

import dirtysim.workloads.fit.MappingLog.Mapping;
import org.agrona.collections.Long2LongHashMap;

/** How many mappings of a device each guest page is in. */
final class SharedPages {
    private SharedPages() {}

    static boolean any(Long2LongHashMap mappingsOfPage, Mapping mapping) {
        for (int segment = 0; segment < mapping.firstPages.length; segment++) {
            if (any(mappingsOfPage, mapping.firstPages[segment], mapping.segmentPages[segment])) {
                return true;
            }
        }
        return false;
    }

    static boolean any(Long2LongHashMap mappingsOfPage, long first, int pages) {
        for (int page = 0; page < pages; page++) {
            if (mappingsOfPage.get(first + page) > 0) {
                return true;
            }
        }
        return false;
    }

    static void add(Long2LongHashMap mappingsOfPage, Mapping mapping, int count) {
        for (int segment = 0; segment < mapping.firstPages.length; segment++) {
            add(mappingsOfPage, mapping.firstPages[segment], mapping.segmentPages[segment], count);
        }
    }

    static void add(Long2LongHashMap mappingsOfPage, long first, int pages, int count) {
        for (int page = 0; page < pages; page++) {
            long mappings = mappingsOfPage.get(first + page) + count;
            if (mappings > 0) {
                mappingsOfPage.put(first + page, mappings);
            } else {
                mappingsOfPage.remove(first + page);
            }
        }
    }
}
