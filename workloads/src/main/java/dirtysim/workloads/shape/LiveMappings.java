package dirtysim.workloads.shape;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What is mapped, by device and IOVA. */
final class LiveMappings {
    private final List<TreeMap<Long, Mapping>> byDevice = new ArrayList<>();

    LiveMappings(int devices) {
        for (int device = 0; device < devices; device++) {
            byDevice.add(new TreeMap<>());
        }
    }

    /** A copy. */
    LiveMappings(LiveMappings of) {
        of.byDevice.forEach(mappings -> byDevice.add(new TreeMap<>(mappings)));
    }

    /** Maps; nothing may be mapped there. */
    void map(Mapping mapping) {
        byDevice.get(mapping.device()).put(mapping.iova(), mapping);
    }

    void unmap(Mapping mapping) {
        byDevice.get(mapping.device()).remove(mapping.iova());
    }

    /** What a range meets, whole or in part. */
    List<Mapping> meeting(int device, long iova, long end) {
        TreeMap<Long, Mapping> mappings = byDevice.get(device);
        List<Mapping> found = new ArrayList<>();
        Map.Entry<Long, Mapping> below = mappings.lowerEntry(iova);
        if (below != null && below.getValue().end() > iova) {
            found.add(below.getValue());
        }
        if (end > iova) {
            found.addAll(mappings.subMap(iova, end).values());
        }
        return found;
    }

    /** Applies an operation; a range that is unmapped takes every mapping with it that lies in it. */
    void apply(Op op) {
        switch (op.kind()) {
            case MAP -> map(op.mapping());
            case UNMAP ->
                meeting(op.device(), op.iova(), op.iova() + op.bytes()).forEach(this::unmap);
            default -> {}
        }
    }

    /** All of it, by device and by IOVA. */
    List<Mapping> all() {
        List<Mapping> all = new ArrayList<>();
        byDevice.forEach(mappings -> all.addAll(mappings.values()));
        return all;
    }

    /** What is here and not there, as the same mapping, by device and by IOVA. */
    List<Mapping> without(LiveMappings there) {
        List<Mapping> rest = new ArrayList<>();
        for (Mapping mapping : all()) {
            if (there.byDevice.get(mapping.device()).get(mapping.iova()) != mapping) {
                rest.add(mapping);
            }
        }
        return rest;
    }
}
