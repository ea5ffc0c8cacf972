package dirtysim;

import dirtysim.engine.SimTime;
import dirtysim.measure.LastWrite;
import dirtysim.measure.LossWitness;
import java.util.List;
import java.util.Locale;

/** Says in plain sentences why pages were lost. Times are since the migration began, as those of the rounds. */
final class LossReasons {
    private final LossWitness witness;
    private final List<String> devices;
    private final long beganPs;

    /**
     * @param witness who saw it
     * @param devices the devices' names
     * @param beganPs when the migration began
     */
    LossReasons(LossWitness witness, List<String> devices, long beganPs) {
        this.witness = witness;
        this.devices = devices;
        this.beganPs = beganPs;
    }

    /** A sentence for each lost page. */
    List<String> of(List<Long> gfns) {
        return gfns.stream().map(this::of).toList();
    }

    private String of(long gfn) {
        String page = "GFN 0x" + Long.toHexString(gfn) + " ";
        return page
                + witness.of(gfn)
                        .map(this::sentence)
                        .orElse("was written by no device: what was lost is a CPU's write or the first copy");
    }

    private String sentence(LastWrite write) {
        String written = "was last written by " + devices.get(write.device()) + " " + at(write.writtenPs())
                + ", through IOVA 0x" + Long.toHexString(write.iova()) + "; ";
        if (write.tornDownPs() < 0) {
            return written + "the mapping, made " + at(write.mappedPs()) + ", was in place to the end";
        }
        String gone = written + "the IOVA was torn down " + at(write.tornDownPs());
        return gone + (write.reusedPs() < 0 ? " and not used again" : " and used again " + at(write.reusedPs()));
    }

    private String at(long ps) {
        return ps < beganPs
                ? "before the migration began"
                : String.format(Locale.ROOT, "at %.3f ms", SimTime.toMillis(ps - beganPs));
    }
}
