package yochi.app.analyse;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import yochi.core.model.Epoch;
import yochi.core.model.Finding;
import yochi.core.model.Region;

/** What regions have in common as lines of {@link AnalyseDocument}, with the reason of every null. */
final class AlikeLines {
    private final List<AnalyseDocument.Unknown> unknown;

    AlikeLines(List<AnalyseDocument.Unknown> unknown) {
        this.unknown = unknown;
    }

    private @Nullable Double orNull(OptionalDouble value, String path, String reason) {
        if (value.isPresent()) {
            return value.getAsDouble();
        }
        unknown.add(new AnalyseDocument.Unknown(path, reason));
        return null;
    }

    List<AnalyseDocument.SimilarityLine> similarity(List<Finding.Similarity> found) {
        Map<Epoch, Integer> tests = new TreeMap<>();
        found.stream().filter(f -> f.qValue().isPresent()).forEach(f -> tests.merge(f.window(), 1, Integer::sum));
        List<AnalyseDocument.SimilarityLine> out = new ArrayList<>();
        for (Finding.Similarity f : found) {
            String at = "similarity[" + out.size() + "].";
            out.add(new AnalyseDocument.SimilarityLine(
                    f.window().toString(),
                    f.a().name(),
                    f.b().name(),
                    f.nA(),
                    f.nB(),
                    orNull(f.mix(), at + "mix", reason(f, "mix")),
                    orNull(f.who(), at + "who", reason(f, "who")),
                    orNull(f.observedOverlap(), at + "observedOverlap", reason(f, "who")),
                    orNull(f.expectedOverlap(), at + "expectedOverlap", reason(f, "who")),
                    orNull(f.when(), at + "when", reason(f, "when")),
                    orNull(f.lagHours(), at + "lagHours", reason(f, "when")),
                    orNull(f.low(), at + "low", reason(f, "who")),
                    orNull(f.high(), at + "high", reason(f, "who")),
                    orNull(f.combined(), at + "combined", reason(f, "combined")),
                    orNull(f.combinedP(), at + "combinedP", reason(f, "combined")),
                    f.rank(),
                    tests.getOrDefault(f.window(), 0),
                    orNull(f.qValue(), at + "qValue", reason(f, "mix")),
                    orNull(f.divergence(), at + "divergence", reason(f, "mix")),
                    orNull(f.dispersion(), at + "dispersion", reason(f, "mix")),
                    orNull(f.rivals().cosine(), at + "cosine", reason(f, "mix")),
                    orNull(f.rivals().containment(), at + "containment", reason(f, "who")),
                    orNull(f.rivals().jaccard(), at + "jaccard", reason(f, "who")),
                    orNull(f.rivals().correlation(), at + "correlation", reason(f, "when")),
                    f.kinds().stream().map(AlikeLines::kind).toList(),
                    f.missing()));
        }
        return out;
    }

    private static AnalyseDocument.KindLine kind(Finding.Similarity.Kind k) {
        return new AnalyseDocument.KindLine(
                k.attackType().name(), k.observed(), k.expected(), k.who(), k.low(), k.high());
    }

    /** The sentence of the finding that begins with the part's name. */
    private static String reason(Finding.Similarity f, String part) {
        return f.missing().stream()
                .filter(m -> m.startsWith(part + ":"))
                .findFirst()
                .orElse("nothing in it varies");
    }

    List<AnalyseDocument.ClustersLine> clusters(List<Finding.Clusters> found) {
        List<AnalyseDocument.ClustersLine> out = new ArrayList<>();
        for (Finding.Clusters f : found) {
            String at = "clusters[" + out.size() + "].";
            String why = f.missing().isEmpty() ? "no draws were asked for" : f.missing().getFirst();
            out.add(new AnalyseDocument.ClustersLine(
                    f.window().toString(),
                    names(f.regions()),
                    f.merges().stream()
                            .map(m -> new AnalyseDocument.MergeLine(m.a(), m.b(), m.height(), m.size(), m.support()))
                            .toList(),
                    f.groups().stream().map(AlikeLines::names).toList(),
                    f.threshold(),
                    orNull(f.stability(), at + "stability", why),
                    orNull(
                            f.againstBefore(),
                            at + "againstBefore",
                            "no window of the same length before it with three regions of this one"),
                    f.missing()));
        }
        return out;
    }

    List<AnalyseDocument.SpreadLine> spread(List<Finding.Spread> found) {
        List<AnalyseDocument.SpreadLine> out = new ArrayList<>();
        for (Finding.Spread f : found) {
            String at = "spread[" + out.size() + "].arrivals[";
            List<AnalyseDocument.ArrivalLine> arrivals = new ArrayList<>();
            for (Finding.Spread.Arrival a : f.arrivals()) {
                arrivals.add(new AnalyseDocument.ArrivalLine(
                        a.region().name(),
                        a.earliest().toString(),
                        a.latest().toString(),
                        a.always(),
                        orNull(
                                a.probability(),
                                at + arrivals.size() + "].probability",
                                "fewer than seven days before the window were measured")));
            }
            out.add(new AnalyseDocument.SpreadLine(
                    f.attackType().name(),
                    f.service().toString(),
                    f.window().toString(),
                    f.raised().size(),
                    names(f.raised()),
                    f.judged(),
                    f.present(),
                    f.observing(),
                    f.effectiveRegions(),
                    arrivals,
                    f.missing()));
        }
        return out;
    }

    private static List<String> names(List<Region> regions) {
        return regions.stream().map(Region::name).toList();
    }
}
