package yochi.analysis.locality;

/** Daily (or hourly) counts of many signatures at the same regions over the same steps, taken one at a time. */
public interface Panel {
    /** One without signatures. */
    Panel NONE = new Panel() {
        @Override
        public int signatures() {
            return 0;
        }

        @Override
        public double[][] counts(int signature) {
            throw new IndexOutOfBoundsException(signature);
        }

        @Override
        public double[][] exposure(int signature) {
            throw new IndexOutOfBoundsException(signature);
        }
    };

    /** Number of signatures. */
    int signatures();

    /** Distinct sources by region and step, NaN where not measured. */
    double[][] counts(int signature);

    /** What was watched by region and step, in any one unit; 0 where not measured. */
    double[][] exposure(int signature);
}
