package dirtysim.workloads.fit;

import dirtysim.engine.SimTime;
import dirtysim.guest.Direction;
import dirtysim.guest.Workload;
import dirtysim.host.InputException;
import dirtysim.workloads.fit.FittedModel.Standing;
import dirtysim.workloads.fit.MappingLog.Mapping;
import dirtysim.workloads.fit.MappingLog.Step;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.agrona.collections.Long2LongHashMap;

/** Finds the parameters of a {@link FittedModel} in a recording. */
public final class ModelFit {
    /** A queue with fewer maps or unmaps tells too little to be fitted. */
    private static final int LEAST_STEPS = 8;

    private final Workload workload;
    private final MappingLog log;
    private final QueueSplit split;
    /** By queue. */
    private final Map<Integer, QueueFit> fits = new TreeMap<>();

    private ModelFit(Workload workload, MappingLog log) {
        this.workload = workload;
        this.log = log;
        split = new QueueSplit(log, workload.devices().size());
    }

    /**
     * Fits.
     *
     * @param workload what is replayed of the recording
     * @throws InputException if it maps and unmaps too little
     */
    public static FittedModel fit(Workload workload) {
        return new ModelFit(workload, new MappingLog(workload)).fit();
    }

    private FittedModel fit() {
        for (Mapping mapping : log.setup) {
            if (mapping.direction != Direction.COHERENT || mapping.unmappedPs >= 0) {
                queue(mapping).setup(mapping);
            }
        }
        List<Long2LongHashMap> pagesOfDevice = new ArrayList<>();
        workload.devices().forEach(device -> pagesOfDevice.add(new Long2LongHashMap(0)));
        log.setup.forEach(mapping -> SharedPages.add(pagesOfDevice.get(mapping.device), mapping, 1));
        for (Step step : log.body) {
            Mapping mapping = step.mapping();
            Long2LongHashMap pages = pagesOfDevice.get(mapping.device);
            if (step.map()) {
                queue(mapping).map(step, SharedPages.any(pages, mapping));
                SharedPages.add(pages, mapping, 1);
            } else {
                queue(mapping).unmap(step);
                SharedPages.add(pages, mapping, -1);
            }
        }
        fits.values().removeIf(fit -> fit.maps() < LEAST_STEPS || fit.unmaps() < LEAST_STEPS);
        if (fits.isEmpty() || log.bodyPs <= 0) {
            throw new InputException(
                    workload.name(),
                    "no device maps and unmaps " + LEAST_STEPS + " times, so there is nothing to fit",
                    "record more of the load");
        }
        return model();
    }

    private QueueFit queue(Mapping mapping) {
        return fits.computeIfAbsent(
                split.queue(mapping), key -> new QueueFit(mapping.device, Math.max(1, workload.cpus())));
    }

    private FittedModel model() {
        double seconds = SimTime.toSeconds(log.bodyPs);
        long maps = fits.values().stream().mapToLong(QueueFit::maps).sum();
        double live = fits.values().stream()
                .mapToDouble(fit -> fit.meanLive(log.bodyPs))
                .sum();
        return new FittedModel(
                FittedModel.FORM,
                workload.name(),
                workload.lazy(),
                workload.lazy() ? FlushFit.timerMs(workload) : null,
                workload.cpus(),
                SimTime.toMillis(log.bodyPs),
                maps / seconds,
                Math.max(live, 1e-3),
                workload.devices(),
                standing(),
                fits.values().stream().map(fit -> fit.fit(log.bodyPs)).toList());
    }

    private List<Standing> standing() {
        Map<String, Standing> all = new TreeMap<>();
        for (Mapping mapping : log.setup) {
            boolean stays = mapping.direction == Direction.COHERENT && mapping.unmappedPs < 0
                    || !fits.containsKey(split.queue(mapping));
            if (stays) {
                String key = mapping.device + " " + mapping.direction + " " + mapping.pages;
                all.merge(
                        key,
                        new Standing(mapping.device, mapping.direction, mapping.pages, 1),
                        (a, b) -> new Standing(a.device(), a.direction(), a.pages(), a.count() + 1));
            }
        }
        return List.copyOf(all.values());
    }
}
