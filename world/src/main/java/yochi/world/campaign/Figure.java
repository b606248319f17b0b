package yochi.world.campaign;

import java.util.Optional;

/**
 * One figure of a campaign: published with its source, or not known, with the reason. A figure that is not known
 * may have a stand-in, which the world uses and which is told as an assumption wherever it shows.
 *
 * @param value as published
 * @param low lower of several published values
 * @param high upper of several published values
 * @param source name of the publication, among the campaign's sources
 * @param unknown why nobody can say
 * @param assumed stand-in for a figure that is not known; ours
 */
public record Figure(
        Optional<Double> value,
        Optional<Double> low,
        Optional<Double> high,
        Optional<String> source,
        Optional<String> unknown,
        Optional<Double> assumed) {
    public Figure {
        boolean published = value.isPresent() || (low.isPresent() && high.isPresent());
        if (low.isPresent() != high.isPresent() || (value.isPresent() && low.isPresent())) {
            throw new IllegalArgumentException("either value, or low and high");
        }
        if (low.isPresent() && low.get() > high.get()) {
            throw new IllegalArgumentException("low " + low.get() + " above high " + high.get());
        }
        if (published == unknown.isPresent()) {
            throw new IllegalArgumentException(
                    "a figure is either published (value, or low and high) or unknown with the reason");
        }
        if (published != source.isPresent()) {
            throw new IllegalArgumentException(
                    published ? "a published figure names its source" : "what is unknown has no source");
        }
        if (assumed.isPresent() && published) {
            throw new IllegalArgumentException("assumed stands in for what is unknown only");
        }
    }

    /** A published one. */
    public static Figure of(double value, String source) {
        return new Figure(
                Optional.of(value), Optional.empty(), Optional.empty(), Optional.of(source), Optional.empty(),
                Optional.empty());
    }

    /** What the world uses: the published value, the middle of several, else the stand-in. */
    public Optional<Double> played() {
        return value.or(() -> low.map(l -> (l + high.orElse(l)) / 2)).or(() -> assumed);
    }

    @Override
    public String toString() {
        if (unknown.isPresent()) {
            return "unknown" + assumed.map(a -> ", assumed " + number(a)).orElse("");
        }
        return value.map(Figure::number)
                .orElseGet(() -> number(low.orElseThrow()) + " to " + number(high.orElseThrow()));
    }

    private static String number(double d) {
        return d == Math.rint(d) ? Long.toString((long) d) : Double.toString(d);
    }
}
