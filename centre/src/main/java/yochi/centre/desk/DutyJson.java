package yochi.centre.desk;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import yochi.centre.decision.EconomicValue;
import yochi.centre.ledger.ForecastBook;
import yochi.centre.situation.Campaign;
import yochi.centre.situation.Precision;

/** What people on duty read as JSON: waves of alerts, precision, and what forecasts are worth. */
final class DutyJson {
    private DutyJson() {}

    static List<Map<String, Object>> campaigns(List<Campaign> all) {
        return all.stream()
                .map(c -> {
                    Map<String, Object> out = new LinkedHashMap<>();
                    out.put("id", c.id());
                    out.put("kind", c.kind());
                    out.put("country", c.country().code());
                    out.put("began", c.began().toString());
                    out.put("last", c.last().toString());
                    out.put("traits", c.traits().stream().sorted().toList());
                    out.put("alerts", c.alerts());
                    return out;
                })
                .toList();
    }

    static List<Map<String, Object>> precision(List<Precision> all) {
        return all.stream()
                .map(p -> {
                    Map<String, Object> out = new LinkedHashMap<>();
                    out.put("kind", DutyRoom.word(p.kind()));
                    out.put("raised", p.raised());
                    out.put("answered", p.answered());
                    out.put("byData", judged(p.byData()));
                    out.put("withAnswers", judged(p.withAnswers()));
                    return out;
                })
                .toList();
    }

    private static Map<String, Object> judged(Precision.Judged judged) {
        Map<String, Object> out = new LinkedHashMap<>();
        out.put("right", judged.right());
        out.put("wrong", judged.wrong());
        put(out, "precision", judged.share());
        return out;
    }

    /** A curve over C/L; on too few independent outcomes the counts alone. */
    static Map<String, Object> value(List<EconomicValue.Said> said, long independent) {
        boolean few = independent < ForecastBook.LEAST_INDEPENDENT;
        Map<String, Object> out = new LinkedHashMap<>();
        out.put("scored", said.size());
        out.put("came", said.stream().filter(EconomicValue.Said::came).count());
        out.put("independent", independent);
        out.put("few", few);
        out.put(
                "curve",
                EconomicValue.curve(said).stream()
                        .map(v -> {
                            Map<String, Object> at = new LinkedHashMap<>();
                            at.put("ratio", v.ratio());
                            at.put("hits", v.hits());
                            at.put("falseAlarms", v.falseAlarms());
                            at.put("misses", v.misses());
                            put(at, "value", few ? OptionalDouble.empty() : v.value());
                            return at;
                        })
                        .toList());
        return out;
    }

    private static void put(Map<String, Object> out, String name, OptionalDouble value) {
        if (value.isPresent()) {
            out.put(name, value.getAsDouble());
        }
    }
}
