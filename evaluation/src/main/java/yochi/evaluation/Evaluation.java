package yochi.evaluation;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * What a suite measured, as {@code yochi.evaluate/1} prints it.
 *
 * @param version {@value #VERSION}
 * @param data where the reports came from
 * @param from first day looked at
 * @param until end of the last
 * @param seed of whatever chance took part
 * @param command that prints it again; empty where it was not a command
 * @param limits what these data cannot show, one sentence each, beyond what always holds for the suite
 */
public record Evaluation(
        String version,
        String suite,
        String data,
        String from,
        String until,
        String policy,
        long seed,
        List<Measured> measures,
        String command,
        List<String> limits) {
    public static final String VERSION = "yochi.evaluate/1";

    public Evaluation {
        measures = List.copyOf(measures);
        limits = List.copyOf(limits);
    }

    /** A suite that says nothing beyond its figures. */
    public Evaluation(
            String version,
            String suite,
            String data,
            String from,
            String until,
            String policy,
            long seed,
            List<Measured> measures) {
        this(version, suite, data, from, until, policy, seed, measures, "", List.of());
    }

    /** The same with figures of other data behind its own. */
    public Evaluation with(String otherData, List<Measured> others) {
        List<Measured> all = new ArrayList<>(measures);
        all.addAll(others);
        return new Evaluation(
                version, suite, data + ", " + otherData, from, until, policy, seed, all, command, limits);
    }

    /** The same, printed by that command. */
    public Evaluation by(String otherCommand) {
        return new Evaluation(
                version, suite, data, from, until, policy, seed, measures, otherCommand, limits);
    }

    /** The same with what its data cannot show. */
    public Evaluation limitedBy(List<String> otherLimits) {
        return new Evaluation(
                version, suite, data, from, until, policy, seed, measures, command, otherLimits);
    }

    /** Whether more or less is better. */
    public enum Better {
        HIGHER,
        LOWER,
        TARGET;

        /** As the document prints it. */
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /**
     * One figure with its interval, beside naive rivals.
     *
     * @param name what is measured
     * @param group of which part of the data
     * @param unit of the value
     * @param better {@code higher}, {@code lower} or {@code target}
     * @param target what was asked for, where something was
     * @param low lower end of the 95 % interval
     * @param high upper end
     * @param n how many single results it sums up
     * @param nIndependent how many of them may count as independent
     * @param rivals the same figure of naive methods
     * @param difference to the best rival, with its 95 % interval, where it was computed
     * @param verdict what follows, in words
     */
    public record Measured(
            String name,
            String group,
            String unit,
            String better,
            Optional<Double> target,
            double value,
            double low,
            double high,
            long n,
            long nIndependent,
            List<Rival> rivals,
            Optional<Difference> difference,
            String verdict) {}

    /** A naive method's value. */
    public record Rival(String name, double value) {}

    /** Ours less the rival's, in the unit of the figure. */
    public record Difference(double value, double low, double high) {}
}
