package yochi.analysis.propagation;

/** Inner products; of several rows four at once, since each sum has to wait for its last addition. */
final class Dots {
    private Dots() {}

    static double of(double[] a, double[] b) {
        double sum = 0;
        for (int s = 0; s < a.length; s++) {
            sum += a[s] * b[s];
        }
        return sum;
    }

    /** Of each row with itself and all before it; rows are equally long. */
    static double[][] among(double[][] rows) {
        double[][] out = new double[rows.length][rows.length];
        for (int a = 0; a < rows.length; a++) {
            int b = 0;
            for (; b + 3 <= a; b += 4) {
                four(rows, a, b, out[a]);
            }
            for (; b <= a; b++) {
                out[a][b] = of(rows[a], rows[b]);
            }
        }
        return out;
    }

    private static void four(double[][] rows, int with, int first, double[] out) {
        double[] x = rows[with];
        double[] a = rows[first];
        double[] b = rows[first + 1];
        double[] c = rows[first + 2];
        double[] d = rows[first + 3];
        double ofA = 0;
        double ofB = 0;
        double ofC = 0;
        double ofD = 0;
        for (int s = 0; s < x.length; s++) {
            double v = x[s];
            ofA += v * a[s];
            ofB += v * b[s];
            ofC += v * c[s];
            ofD += v * d[s];
        }
        out[first] = ofA;
        out[first + 1] = ofB;
        out[first + 2] = ofC;
        out[first + 3] = ofD;
    }

    /** Sums over t of x(t) y(t + shift) for the shifts from first on before the end; y is as much longer. */
    static void shifted(double[] x, double[] y, int first, int end, double[] out) {
        int shift = first;
        for (; shift + 4 <= end; shift += 4) {
            fourShifts(x, y, shift, out);
        }
        for (; shift < end; shift++) {
            double sum = 0;
            for (int t = 0; t < x.length; t++) {
                sum += x[t] * y[t + shift];
            }
            out[shift] = sum;
        }
    }

    private static void fourShifts(double[] x, double[] y, int shift, double[] out) {
        double a = y[shift];
        double b = y[shift + 1];
        double c = y[shift + 2];
        double ofA = 0;
        double ofB = 0;
        double ofC = 0;
        double ofD = 0;
        for (int t = 0; t < x.length; t++) {
            double v = x[t];
            double d = y[t + shift + 3];
            ofA += v * a;
            ofB += v * b;
            ofC += v * c;
            ofD += v * d;
            a = b;
            b = c;
            c = d;
        }
        out[shift] = ofA;
        out[shift + 1] = ofB;
        out[shift + 2] = ofC;
        out[shift + 3] = ofD;
    }
}
