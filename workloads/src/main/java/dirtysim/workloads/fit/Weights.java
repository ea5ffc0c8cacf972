package dirtysim.workloads.fit;

/** Weights of a choice. */
final class Weights {
    private static final double MOST = 1e15;

    private Weights() {}

    /** Their sum, or -1 if one of them is none. */
    static double sum(double[] weights) {
        double sum = 0;
        for (double weight : weights) {
            if (!(weight >= 0 && weight < MOST)) {
                return -1;
            }
            sum += weight;
        }
        return sum;
    }

    /**
     * What a draw chooses.
     *
     * @param draw from 0 on below 1
     */
    static int choose(double[] weights, double draw) {
        double left = draw * sum(weights);
        int chosen = 0;
        while (chosen < weights.length - 1 && left >= weights[chosen]) {
            left -= weights[chosen++];
        }
        return chosen;
    }
}
