package dirtysim.workloads.shape;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dirtysim.workloads.record.TraceRecords;

/**
 * A recording and what it is called.
 *
 * @param name its name, for messages and for the names of devices
 * @param records its records
 * @param provenance where it comes from
 */
public record NamedRecording(String name, TraceRecords records, ObjectNode provenance) {}
