package dirtysim.reports.frontier;

import dirtysim.reports.text.Unit;
import dirtysim.scenario.Scenario;

/** What is moved until a scenario converges no more. Its bounds are those of the setting of the same meaning. */
public enum Limit {
    /** Bandwidth of the link, in bytes a second; the less the harder. */
    LINK("link", "bytes_per_s", "Smallest link", true, 125_000, 1.25e12) {
        @Override
        public double of(Scenario scenario) {
            return scenario.linkBytesPerSecond();
        }

        @Override
        public Scenario with(Scenario scenario, double value) {
            return scenario.change().linkBytesPerSecond(Math.round(value)).build();
        }

        @Override
        public double shown(double value) {
            return value * 8;
        }
    },
    /** Downtime limit in milliseconds; the less the harder. */
    DOWNTIME_LIMIT("downtime-limit", "ms", "Smallest downtime limit", true, 1e-3, 3.6e6) {
        @Override
        public double of(Scenario scenario) {
            return scenario.downtimeLimitMs();
        }

        @Override
        public Scenario with(Scenario scenario, double value) {
            return scenario.change().downtimeLimitMs(value).build();
        }

        @Override
        public double shown(double value) {
            return value * 1e9;
        }
    },
    /** How many times faster than recorded the trace is replayed: maps, unmaps and device writes alike; the more the harder. */
    DMA_RATE("dma-rate", "x", "Largest DMA rate", false, 1e-3, 1e6) {
        @Override
        public double of(Scenario scenario) {
            return scenario.timeScale();
        }

        @Override
        public Scenario with(Scenario scenario, double value) {
            return scenario.change().timeScale(value).build();
        }

        @Override
        public double shown(double value) {
            return value;
        }
    };

    private final String id;
    private final String unitName;
    private final String title;
    private final boolean lessIsHarder;
    private final double least;
    private final double greatest;

    Limit(String id, String unitName, String title, boolean lessIsHarder, double least, double greatest) {
        this.id = id;
        this.unitName = unitName;
        this.title = title;
        this.lessIsHarder = lessIsHarder;
        this.least = least;
        this.greatest = greatest;
    }

    /** Stable name in files and options. */
    public String id() {
        return id;
    }

    /** Unit of its values in files. */
    public String unitName() {
        return unitName;
    }

    /** What is asked for, such as "Smallest link". */
    public String title() {
        return title;
    }

    /** Whether a smaller value is harder on a migration. */
    public boolean lessIsHarder() {
        return lessIsHarder;
    }

    /** Smallest value that a scenario takes. */
    public double least() {
        return least;
    }

    /** Greatest value that a scenario takes. */
    public double greatest() {
        return greatest;
    }

    /** Its value in a scenario. */
    public abstract double of(Scenario scenario);

    /** The same scenario at another value. */
    public abstract Scenario with(Scenario scenario, double value);

    /** The value in the unit in which {@link #unit} takes it. */
    public abstract double shown(double value);

    /** How people write its values. */
    public Unit unit() {
        return switch (this) {
            case LINK -> Unit.RATE;
            case DOWNTIME_LIMIT -> Unit.TIME;
            case DMA_RATE -> Unit.FACTOR;
        };
    }

    /** A value as people write it. */
    public String show(double value) {
        return unit().show(shown(value));
    }
}
