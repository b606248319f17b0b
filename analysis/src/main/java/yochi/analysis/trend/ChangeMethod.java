package yochi.analysis.trend;

/** Ways to tell that the level of a series of counts has changed: the one that is used, and its rivals. */
public enum ChangeMethod {
    /** Posterior of run lengths ({@link LevelWatch}); its score: log odds that the level is younger than a day. */
    RUN_LENGTHS("run lengths (BOCPD)") {
        @Override
        public ChangeScore start(double level, double dispersion) {
            return new YoungLevel(level, dispersion);
        }
    },
    CHANGE_FINDER("ChangeFinder") {
        @Override
        public ChangeScore start(double level, double dispersion) {
            return new Surprise();
        }
    },
    /** With slack ½. */
    CUSUM("CUSUM") {
        @Override
        public ChangeScore start(double level, double dispersion) {
            return new Standardised(level, dispersion, new Cusum(0.5));
        }
    },
    /** With weight 0.2. */
    EWMA("EWMA") {
        @Override
        public ChangeScore start(double level, double dispersion) {
            return new Standardised(level, dispersion, new Ewma(0.2));
        }
    },
    /** The newest value alone. */
    Z_SCORE("z-score") {
        @Override
        public ChangeScore start(double level, double dispersion) {
            return new Standardised(level, dispersion, new Ewma(1));
        }
    };

    private final String title;

    ChangeMethod(String title) {
        this.title = title;
    }

    /** How people call it. */
    public String title() {
        return title;
    }

    /**
     * Begins a series.
     *
     * @param level counts per unit of what is due
     * @param dispersion variance over mean while the level stays, at least 1
     */
    public abstract ChangeScore start(double level, double dispersion);
}
