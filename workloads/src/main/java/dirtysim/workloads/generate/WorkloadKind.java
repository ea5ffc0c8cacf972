package dirtysim.workloads.generate;

import dirtysim.guest.Workload;
import dirtysim.host.InputException;
import java.util.List;

/** One way of making up a workload. A kind is added by a class of its own and a line in {@link GeneratedName#KINDS}. */
public interface WorkloadKind {
    /** What it is called, lower-case letters and dashes. */
    String id();

    /** What it makes, one sentence. */
    String title();

    /** Its parameters, in the order in which a name lists them. */
    List<KindParameter> parameters();

    /**
     * Makes the workload. A pure function of the name.
     *
     * @param values a value for each of {@link #parameters}
     * @throws InputException if the values do not go together
     */
    Workload generate(KindValues values);
}
