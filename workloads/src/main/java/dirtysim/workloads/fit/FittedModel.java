package dirtysim.workloads.fit;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLGenerator;
import dirtysim.files.InputFile;
import dirtysim.guest.Direction;
import dirtysim.host.InputException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/**
 * The parameters of a fitted guest.
 *
 * @param fitted what the file holds, and of which form: {@value #FORM}
 * @param trace name of the recording
 * @param lazy whether the guest defers its flushes
 * @param flushTimerMs how long a lazy guest's flush timer runs; null if it is strict, or for 10 ms
 * @param cpus CPUs that mapped and unmapped
 * @param bodyMs length of the recorded load
 * @param mapsPerSecond mapping calls a second, all queues
 * @param meanLive mappings that queues held on average
 * @param devices names
 * @param standing mappings that stay, as those of rings
 * @param queues what comes and goes
 */
public record FittedModel(
        String fitted,
        String trace,
        boolean lazy,
        Slices flushTimerMs,
        int cpus,
        double bodyMs,
        double mapsPerSecond,
        double meanLive,
        List<String> devices,
        List<Standing> standing,
        List<FittedQueue> queues) {
    /** Form of the file. */
    public static final String FORM = "guest 1";

    private static final int MOST_CPUS = 1_024;

    /**
     * Mappings that stay.
     *
     * @param device number of the device
     * @param direction direction of the mappings
     * @param pages pages of each
     * @param count how many
     */
    public record Standing(int device, Direction direction, int pages, int count) {}

    /** As YAML, lines ended by a line feed. */
    public String toYaml() {
        try {
            return mapper().writeValueAsString(this);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    /**
     * Reads parameters.
     *
     * @throws InputException if the file cannot be read, is no YAML, or holds what no fit writes
     */
    public static FittedModel read(Path file) {
        try {
            FittedModel model = mapper().readValue(InputFile.text(file), FittedModel.class);
            model.check(file.toString());
            return model;
        } catch (JsonProcessingException e) {
            JsonLocation at = e.getLocation();
            String where = at == null ? file.toString() : file + ":" + at.getLineNr() + ":" + at.getColumnNr();
            String what = e.getOriginalMessage().lines().findFirst().orElse("it cannot be read");
            throw new InputException(where, what, "give a file that 'trace fit --out' wrote", e);
        } catch (IOException e) {
            throw new InputException(
                    file.toString(),
                    "the file cannot be read (" + e.getClass().getSimpleName() + ")",
                    "give a file that 'trace fit --out' wrote",
                    e);
        }
    }

    private static ObjectMapper mapper() {
        YAMLFactory yaml = YAMLFactory.builder()
                .disable(YAMLGenerator.Feature.WRITE_DOC_START_MARKER)
                .build();
        return JsonMapper.builder(yaml)
                .propertyNamingStrategy(PropertyNamingStrategies.KEBAB_CASE)
                .defaultPropertyInclusion(
                        JsonInclude.Value.construct(JsonInclude.Include.NON_NULL, JsonInclude.Include.NON_NULL))
                .build();
    }

    private void check(String file) {
        require(FORM.equals(fitted), file, "fitted is not '" + FORM + "'");
        require(flushTimerMs == null || flushTimerMs.valid(), file, "flush-timer-ms makes no sense");
        require(cpus >= 1 && cpus <= MOST_CPUS, file, "cpus is out of 1 to " + MOST_CPUS);
        require(positive(bodyMs) && positive(mapsPerSecond) && positive(meanLive), file, "a figure is not above 0");
        require(devices != null && !devices.isEmpty() && queues != null && !queues.isEmpty(), file, "it has no queues");
        require(standing != null, file, "standing is missing");
        for (Standing one : standing) {
            boolean known = one.device() >= 0 && one.device() < devices.size() && one.direction() != null;
            require(known && one.pages() >= 1 && one.count() >= 0, file, "a standing mapping makes no sense");
        }
        for (int queue = 0; queue < queues.size(); queue++) {
            require(
                    queues.get(queue) != null && queues.get(queue).valid(devices.size(), cpus),
                    file,
                    "queue " + queue + " makes no sense");
        }
    }

    private static boolean positive(double value) {
        return value > 0 && value < 1e12;
    }

    private static void require(boolean met, String file, String what) {
        if (!met) {
            throw new InputException(file, what, "give a file that 'trace fit --out' wrote");
        }
    }
}
