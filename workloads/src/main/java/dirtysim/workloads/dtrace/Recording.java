package dirtysim.workloads.dtrace;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dirtysim.workloads.record.TraceRecords;

/**
 * What a {@code .dtrace} file holds.
 *
 * @param records the records
 * @param provenance where they come from: a flat or nested JSON object, written into the file as it is
 */
public record Recording(TraceRecords records, ObjectNode provenance) {}
