package yochi.link.exchange;

import java.util.Map;
import java.util.TreeMap;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;
import yochi.core.model.AttackType;
import yochi.core.model.Forecast;
import yochi.core.model.Metric;
import yochi.core.model.Prediction;
import yochi.core.model.Region;
import yochi.core.model.Service;

/** The JSON form of a {@link Forecast} (docs/formats.md, yochi.forecast/1): what the ledger seals, byte for byte. */
public final class ForecastJson {
    private ForecastJson() {}

    public static ObjectNode write(Forecast forecast) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        Prediction.Question question = forecast.question();
        json.putObject("question")
                .put("region", question.region().name())
                .put("attackType", question.attackType().name())
                .put("service", question.service().toString())
                .put("metric", question.metric().id())
                .put("from", question.from().toString())
                .put("to", question.to().toString());
        json.set("prediction", prediction(forecast.prediction()));
        ArrayNode rivals = json.putArray("rivals");
        for (Prediction.Rival rival : forecast.rivals()) {
            rivals.addObject().put("name", rival.name()).set("prediction", prediction(rival.prediction()));
        }
        json.put("issued", forecast.issued().toString())
                .put("informationUntil", forecast.informationUntil().toString())
                .put("method", forecast.method());
        json.set("missing", Fields.array(forecast.missing()));
        return json;
    }

    public static Forecast read(JsonNode json) {
        Fields in = Fields.of(json, "forecast");
        Fields question = in.object("question");
        return new Forecast(
                new Prediction.Question(
                        new Region(question.text("region")),
                        AttackType.valueOf(question.text("attackType")),
                        Service.parse(question.text("service")),
                        new Metric(question.text("metric")),
                        question.instant("from"),
                        question.instant("to")),
                prediction(in.object("prediction")),
                in.each(
                        "rivals",
                        rival -> new Prediction.Rival(rival.text("name"), prediction(rival.object("prediction")))),
                in.instant("issued"),
                in.instant("informationUntil"),
                in.text("method"),
                in.texts("missing"));
    }

    private static ObjectNode prediction(Prediction prediction) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        switch (prediction) {
            case Prediction.Probability p -> json.put("probability", p.value());
            case Prediction.Quantiles q -> {
                ArrayNode quantiles = json.putArray("quantiles");
                for (Map.Entry<Double, Double> quantile : q.quantiles().entrySet()) {
                    quantiles.addObject().put("level", quantile.getKey()).put("value", quantile.getValue());
                }
            }
        }
        return json;
    }

    private static Prediction prediction(Fields in) {
        if (in.has("probability")) {
            return new Prediction.Probability(AlertJson.share(in, "probability"));
        }
        Map<Double, Double> quantiles = new TreeMap<>();
        for (Map.Entry<Double, Double> quantile :
                in.each("quantiles", item -> Map.entry(AlertJson.share(item, "level"), item.number("value")))) {
            quantiles.put(quantile.getKey(), quantile.getValue());
        }
        return new Prediction.Quantiles(quantiles);
    }
}
