package yochi.evaluation.forecast;

import java.util.ArrayList;
import java.util.List;
import yochi.evaluation.Evaluation;

/**
 * How good the forecasts are, kind by kind, on real data: every day is an origin, whatever was known then is used, and
 * what came later is the outcome (algorithms §4.4, §10).
 */
public final class ForecastSuite {
    /** Of every bootstrap and simulation of the suite. */
    public static final long SEED = 20_261_121L;

    /** What is told where simulated parts were left out. */
    public static final String UNJUDGED = "simulated.*: left out, since these data hold too few days of orders for any"
            + " interval, and simulated figures stand beside real ones only.";

    private final List<Part> parts;

    public ForecastSuite() {
        this(List.of(
                new VolumePart(),
                new HourlyPart(),
                new SourcePart(),
                new SpreadPart(),
                new VictimPart(),
                new VictimNetworkPart(),
                new CampaignPart(),
                new DurationPart(),
                new SimulatedSizePart(),
                new SimulatedVectorPart(),
                new SimulatedGainPart()));
    }

    ForecastSuite(List<Part> parts) {
        this.parts = List.copyOf(parts);
    }

    /** All figures that the data allow. */
    public Evaluation evaluate(Inputs inputs, String data) {
        List<Evaluation.Measured> measures = new ArrayList<>();
        List<String> limits = new ArrayList<>();
        Inputs told = inputs.told();
        for (Part part : parts) {
            if (part.simulated() && !judged(measures)) {
                continue;
            }
            List<Evaluation.Measured> own = part.measures(told);
            if (!own.isEmpty()) {
                measures.addAll(own);
                limits.addAll(part.limits());
            }
        }
        if (inputs.orders().isPresent() && !judged(measures)) {
            limits.add(UNJUDGED);
        }
        if (measures.stream().noneMatch(m -> of(inputs.home(), m))) {
            limits.add(notOf(inputs.home()));
        }
        return new Evaluation(
                Evaluation.VERSION,
                "forecast",
                data,
                inputs.span().from().map(Object::toString).orElse("the first day of each set"),
                inputs.span().until().map(Object::toString).orElse("the last day of each set"),
                "",
                inputs.seed(),
                measures,
                "",
                limits);
    }

    /** Whether real orders were enough for an interval of the main figure, the first of its name. */
    private static boolean judged(List<Evaluation.Measured> measures) {
        return measures.stream()
                .filter(m -> m.name().equals("victim.brier"))
                .findFirst()
                .filter(m -> Double.isFinite(m.low()))
                .isPresent();
    }

    /** Whether a figure is of the home country, or of what home's own sensors saw. */
    private static boolean of(String home, Evaluation.Measured m) {
        return m.group().contains("home " + home) || m.name().startsWith("volume.") || m.name().startsWith("sources.");
    }

    /** What is told where no figure is of home. */
    public static String notOf(String home) {
        return "No figure is of " + home + ": no sensor there, and no target of it, in these data and days.";
    }
}
