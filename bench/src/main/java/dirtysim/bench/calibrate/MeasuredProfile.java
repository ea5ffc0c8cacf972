package dirtysim.bench.calibrate;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLGenerator;
import dirtysim.host.Parameter;
import dirtysim.host.Parameter.Status;
import dirtysim.host.Parameters;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * The findings that stand for a parameter, as a host profile. A figure outside its parameter's range is left out rather
 * than bent into it: either the measurement or the range is wrong, and the user must know.
 *
 * @param yaml the profile's file
 * @param written how many parameters it gives
 * @param remarks what was left out although it was measured, and what varied much, a sentence each
 */
record MeasuredProfile(String yaml, int written, List<String> remarks) {
    /** Interquartile range over median from which a figure is doubted. */
    private static final double WIDE = 0.25;

    private static final YAMLFactory YAML = YAMLFactory.builder()
            .disable(YAMLGenerator.Feature.WRITE_DOC_START_MARKER)
            .disable(YAMLGenerator.Feature.SPLIT_LINES)
            .build();

    /**
     * @param name name of the profile
     * @param machine where it was measured, in words
     * @param quick whether it was only tried out, so that the figures are assumptions
     * @param findings what was measured
     */
    static MeasuredProfile of(String name, String machine, boolean quick, List<Finding> findings) {
        List<String> remarks = new ArrayList<>();
        StringWriter text = new StringWriter();
        int written = 0;
        try (JsonGenerator out = YAML.createGenerator(text)) {
            out.writeStartObject();
            out.writeStringField("profile", name);
            out.writeStringField(
                    "description",
                    (quick ? "Tried out by calibrate --quick" : "Measured by calibrate") + " on " + machine
                            + "; what Java cannot measure keeps its default.");
            out.writeObjectFieldStart("parameters");
            for (Finding finding : findings) {
                if (finding.key().isEmpty()) {
                    continue;
                }
                Parameter parameter = parameter(finding.key());
                BigDecimal value = Figures.rounded(finding.sample().median());
                if (!fits(value.doubleValue(), parameter)) {
                    remarks.add(refusal(finding, parameter));
                    continue;
                }
                out.writeObjectFieldStart(finding.key());
                out.writeNumberField("value", new BigDecimal(Figures.text(value.doubleValue())));
                out.writeStringField("source", source(finding, machine, quick));
                out.writeStringField(
                        "status",
                        (quick ? Status.ASSUMPTION : Status.MEASURED).name().toLowerCase(Locale.ROOT));
                out.writeEndObject();
                written++;
                if (finding.sample().spread() > WIDE) {
                    remarks.add(finding.key() + " varied from "
                            + Figures.text(finding.sample().lower()) + " to "
                            + Figures.text(finding.sample().upper()) + " " + finding.unit()
                            + " in the middle half of its batches: the machine was busy; measure again when it is not");
                }
            }
            out.writeEndObject();
            out.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new MeasuredProfile(text.toString(), written, List.copyOf(remarks));
    }

    private static Parameter parameter(String key) {
        return Parameters.declared().stream()
                .filter(parameter -> parameter.key().equals(key))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("no parameter is called " + key));
    }

    /** Nothing that takes work is free, whatever the range says. */
    private static boolean fits(double value, Parameter parameter) {
        return value > 0 && value >= parameter.min() && value <= parameter.max();
    }

    private static String source(Finding finding, String machine, boolean quick) {
        Sample sample = finding.sample();
        return "measured by calibrate " + (quick ? "--quick " : "") + "on " + machine + ": median of " + sample.count()
                + ", interquartile range " + Figures.text(sample.lower()) + " to " + Figures.text(sample.upper()) + "; "
                + finding.how();
    }

    private static String refusal(Finding finding, Parameter parameter) {
        return finding.key() + " was measured as "
                + Figures.text(finding.sample().median()) + " " + finding.unit()
                + ", outside its range of " + Parameters.plain(parameter.min()) + " to "
                + Parameters.plain(parameter.max()) + "; left out, so its default of "
                + Parameters.plain(parameter.value()) + " stays";
    }
}
