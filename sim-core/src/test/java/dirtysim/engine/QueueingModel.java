package dirtysim.engine;

/**
 * A queueing system in steady state: Poisson arrivals, k servers, and what theory says of it.
 *
 * @param servers how many servers
 * @param load share of the time that a server is busy, below 1
 * @param constantService whether every service takes the same time; otherwise times are exponential
 */
record QueueingModel(int servers, double load, boolean constantService) {
    /** Mean service time of every model. */
    static final double SERVICE_PS = 1e6;

    double meanInterarrivalPs() {
        return SERVICE_PS / (load * servers);
    }

    /** M/M/k by Erlang's C formula; M/D/1 by Pollaczek and Khinchine, half of M/M/1. */
    double meanWaitPs() {
        if (constantService && servers > 1) {
            throw new IllegalArgumentException("M/D/k has no closed form");
        }
        double exponential = probabilityOfWaiting() * SERVICE_PS / (servers * (1 - load));
        return constantService ? exponential / 2 : exponential;
    }

    /** Requests waiting, by Little's law. */
    double meanQueue() {
        return meanWaitPs() / meanInterarrivalPs();
    }

    private double probabilityOfWaiting() {
        double offered = load * servers;
        double term = 1;
        double sum = 0;
        for (int i = 0; i < servers; i++) {
            sum += term;
            term *= offered / (i + 1);
        }
        double waiting = term / (1 - load);
        return waiting / (sum + waiting);
    }
}
