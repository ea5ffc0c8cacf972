package dirtysim.workloads.dtrace;

import dirtysim.guest.Direction;
import dirtysim.workloads.record.CallKind;
import dirtysim.workloads.record.RecordSink;
import java.util.LinkedHashMap;
import java.util.Map;

/** Counts what records show, for a file whose footer is lost. */
final class Tallies implements RecordSink {
    private final Map<String, Long> events = new LinkedHashMap<>();
    private int devices;

    /** Events by name; those that leave no record of their own, as {@code dma_unmap_page}, are not among them. */
    Map<String, Long> events() {
        return events;
    }

    /** Devices, as far as a record names them. */
    int devices() {
        return devices;
    }

    private void count(String event) {
        events.merge(event, 1L, Long::sum);
    }

    @Override
    public void map(long atUs, int onCpu, long iova, long bytes, long physical, int callNumber) {
        count("map");
    }

    @Override
    public void unmap(long atUs, int onCpu, long iova, long bytes, int ofDevice, Direction dir) {
        count("unmap");
        devices = Math.max(devices, ofDevice + 1);
    }

    @Override
    public void flushRange(long atUs, int onCpu, long domain, long iova, long bytes) {
        count("cache_tag_flush_range");
    }

    @Override
    public void flushDomain(long atUs, int onCpu, long domain) {
        count("cache_tag_flush_all");
    }

    @Override
    public void call(long atUs, int onCpu, CallKind what, int ofDevice, Direction dir, long dmaAddress, long bytes) {
        count(what.eventName());
        devices = Math.max(devices, ofDevice + 1);
    }

    @Override
    public void mark(long atUs, int onCpu, long event, String text) {
        count("tracing_mark_write");
    }
}
