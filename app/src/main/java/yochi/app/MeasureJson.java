package yochi.app;

import java.util.LinkedHashMap;
import java.util.Map;
import yochi.core.model.Measure;
import yochi.core.sketch.QuantileSketch;

/** Measures as members of a document: numbers with their bounds, and what is missing with its reason. */
final class MeasureJson {
    private MeasureJson() {}

    static Map<String, Object> of(Measure measure) {
        return switch (measure) {
            case Measure.Count c -> Map.of("count", c.value());
            case Measure.DistinctSet d -> of(d.bounds());
            case Measure.DistinctCount d -> members("estimate", d.estimate(), "lower", d.lower(), "upper", d.upper());
            case Measure.Missing m -> Map.of("missing", m.reason());
            case Measure.Entropy e ->
                members(
                        "bits", rounded(e.bounds().bits()),
                        "lower", rounded(e.bounds().lowerBits()),
                        "upper", rounded(e.bounds().upperBits()));
            case Measure.Quantiles q -> of(q.sketch());
            case Measure.Histogram h -> {
                Map<String, Object> bins = new LinkedHashMap<>();
                h.bins().forEach((bin, n) -> bins.put(Integer.toString(bin), n));
                yield Map.of("bins", bins);
            }
            case Measure.FrequentItems f ->
                members("items", f.items().counts().size(), "error", f.items().error());
            case Measure.Unknown u -> Map.of("unknownKind", u.kind());
        };
    }

    private static Map<String, Object> of(QuantileSketch sketch) {
        Map<String, Object> out = new LinkedHashMap<>();
        out.put("count", sketch.count());
        if (sketch.count() > 0) {
            for (int percent : new int[] {10, 50, 90, 99}) {
                out.put("p" + percent, sketch.quantile(percent / 100.0));
            }
        }
        return out;
    }

    private static double rounded(double bits) {
        return Math.round(bits * 1e4) / 1e4;
    }

    private static Map<String, Object> members(Object... namesAndValues) {
        Map<String, Object> out = new LinkedHashMap<>();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            out.put(namesAndValues[i].toString(), namesAndValues[i + 1]);
        }
        return out;
    }
}
