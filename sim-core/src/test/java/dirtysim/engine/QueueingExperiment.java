package dirtysim.engine;

import org.apache.commons.math3.stat.descriptive.SummaryStatistics;

/**
 * One simulation of a {@link QueueingModel}, measured in batches after the heat-up. Every statistic holds one value a
 * batch.
 */
final class QueueingExperiment implements EventHandler {
    static final int BATCHES = 30;
    private static final int ARRIVALS_A_BATCH = 20_000;

    private static final int ARRIVE = 0;
    private static final int GRANTED = 1;
    private static final int SERVED = 2;
    private static final int COMPLETE = 3;

    final SummaryStatistics waitPs = new SummaryStatistics();
    final SummaryStatistics utilisation = new SummaryStatistics();
    /** Seen by arrivals: Poisson arrivals see time averages. */
    final SummaryStatistics queueSeen = new SummaryStatistics();
    /** From the waits, by Little's law. */
    final SummaryStatistics queueByLittle = new SummaryStatistics();

    private final QueueingModel model;
    private final boolean acquire;
    private final double serviceScale;
    private final EventLoop loop = new EventLoop();
    private final Server server;
    private final RandomStream arrivals;
    private final RandomStream services;

    private long arrived;
    private long seen;
    private long batchStartPs;
    private long batchWaitedPs;
    private long batchBusyPs;
    private long batchGrants;

    /**
     * @param acquire whether servers are acquired and released, rather than asked to serve
     * @param serviceScale 1, or more to plant an error
     */
    QueueingExperiment(QueueingModel model, long seed, boolean acquire, double serviceScale) {
        this.model = model;
        this.acquire = acquire;
        this.serviceScale = serviceScale;
        this.server = new Server(loop, "server", model.servers());
        RandomStreams streams = new RandomStreams(seed);
        this.arrivals = streams.stream("arrivals");
        this.services = streams.stream("services");
        loop.schedule(0, this, ARRIVE, 0);
        loop.run();
    }

    @Override
    public void handle(int kind, long argument) {
        switch (kind) {
            case ARRIVE -> arrive();
            case GRANTED -> loop.schedule(servicePs(), this, SERVED, 0);
            case SERVED -> server.release();
            case COMPLETE -> {}
            default -> throw new IllegalStateException("event " + kind);
        }
    }

    private void arrive() {
        if (arrived > 0 && arrived % ARRIVALS_A_BATCH == 0) {
            endBatch();
        }
        arrived++;
        seen += server.queued();
        if (acquire) {
            server.acquire(this, GRANTED, 0);
        } else {
            server.serve(servicePs(), this, COMPLETE, 0);
        }
        loop.schedule(Math.round(arrivals.nextExponential(model.meanInterarrivalPs())), this, ARRIVE, 0);
    }

    private long servicePs() {
        double mean = QueueingModel.SERVICE_PS * serviceScale;
        return Math.round(model.constantService() ? mean : services.nextExponential(mean));
    }

    private void endBatch() {
        double durationPs = loop.nowPs() - batchStartPs;
        double waitedPs = server.waitedPs() - batchWaitedPs;
        // The first batch is the heat-up.
        if (arrived > ARRIVALS_A_BATCH) {
            waitPs.addValue(waitedPs / (server.grants() - batchGrants));
            utilisation.addValue((server.busyPs() - batchBusyPs) / (durationPs * model.servers()));
            queueSeen.addValue(seen / (double) ARRIVALS_A_BATCH);
            queueByLittle.addValue(waitedPs / durationPs);
        }
        batchStartPs = loop.nowPs();
        batchWaitedPs = server.waitedPs();
        batchBusyPs = server.busyPs();
        batchGrants = server.grants();
        seen = 0;
        if (waitPs.getN() == BATCHES) {
            loop.stop();
        }
    }
}
