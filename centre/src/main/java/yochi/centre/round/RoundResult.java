package yochi.centre.round;

import java.util.List;
import yochi.core.model.Forecast;

/** The record of a round and the forecasts it made, still to be sealed. */
public record RoundResult(RoundRecord record, List<Forecast> forecasts) {
    public RoundResult {
        forecasts = List.copyOf(forecasts);
    }
}
