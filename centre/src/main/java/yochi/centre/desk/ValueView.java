package yochi.centre.desk;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.Stream;
import yochi.centre.decision.EconomicValue;
import yochi.centre.ledger.ActionTally;
import yochi.centre.ledger.AlarmLine;
import yochi.centre.ledger.ForecastBook;
import yochi.centre.pages.ForecastRecord;

/** What sealed and scored statements were worth to who acts upon them, beside the rivals. */
final class ValueView {
    /** Recipients told of; a register of sites may be long. */
    private static final int MOST_RECIPIENTS = 200;
    /** How the methods that speak of attack orders begin. */
    private static final String FAMILY = "attack-order hazard";

    private record Stakeholder(String who, String role, double ratio) {}

    private ValueView() {}

    /** A curve per group of events and teller, ours first. */
    static List<ForecastRecord.Value> values(ForecastBook book) {
        List<ForecastRecord.Value> out = new ArrayList<>();
        for (ForecastBook.Part part : book.parts()) {
            part.actions().entrySet().stream()
                    .sorted(Comparator.comparing(
                            (Map.Entry<String, ActionTally> e) -> !e.getKey().equals(AlarmLine.OURS)))
                    .forEach(e -> out.add(value(part, e.getKey(), e.getValue())));
        }
        return out;
    }

    private static ForecastRecord.Value value(ForecastBook.Part part, String who, ActionTally tally) {
        return new ForecastRecord.Value(
                part.group().method(),
                part.group().basis().word(),
                part.group().horizonHours(),
                part.group().daysAhead(),
                who,
                tally.n(),
                tally.came(),
                (double) tally.came() / tally.n(),
                part.independent(),
                tooFew(part),
                EconomicValue.RATIOS.stream().map(ratio -> point(part, tally, ratio)).toList());
    }

    private static ForecastRecord.Point point(ForecastBook.Part part, ActionTally tally, double ratio) {
        EconomicValue at = at(tally, ratio);
        return new ForecastRecord.Point(
                ratio,
                at.hits(),
                at.falseAlarms(),
                at.misses(),
                tooFew(part) ? OptionalDouble.empty() : at.value());
    }

    private static boolean tooFew(ForecastBook.Part part) {
        return part.independent() < ForecastBook.LEAST_INDEPENDENT;
    }

    private static EconomicValue at(ActionTally tally, double ratio) {
        ActionTally.Acted acted = tally.above(ratio);
        return EconomicValue.of(ratio, tally.n(), acted.hits(), acted.falseAlarms(), acted.misses());
    }

    /** A line per recipient with a stake and group of statements on attack orders. */
    static List<ForecastRecord.Recipient> recipients(Desk desk, ForecastBook book) {
        List<Stakeholder> all = Stream.concat(
                        desk.duty().sites().value().sites().stream().flatMap(site -> site
                                .stake()
                                .map(s -> new Stakeholder(site.name(), "owner", s.ratio()))
                                .stream()),
                        desk.settings().situation().stakes().entrySet().stream()
                                .map(e -> new Stakeholder(e.getKey(), "provider", e.getValue().ratio())))
                .sorted(Comparator.comparing(Stakeholder::role).thenComparing(Stakeholder::who))
                .limit(MOST_RECIPIENTS)
                .toList();
        return all.stream()
                .flatMap(to -> book.parts().stream()
                        .filter(p -> p.group().method().startsWith(FAMILY) && !p.actions().isEmpty())
                        .map(p -> recipient(to, p)))
                .toList();
    }

    private static ForecastRecord.Recipient recipient(Stakeholder to, ForecastBook.Part part) {
        boolean few = tooFew(part);
        Optional<ActionTally> ours = Optional.ofNullable(part.actions().get(AlarmLine.OURS));
        Optional<Map.Entry<String, Double>> best = few
                ? Optional.empty()
                : part.actions().entrySet().stream()
                        .filter(e -> !e.getKey().equals(AlarmLine.OURS))
                        .flatMap(e -> at(e.getValue(), to.ratio()).value().stream()
                                .mapToObj(v -> Map.entry(e.getKey(), v)))
                        .max(Map.Entry.comparingByValue());
        return new ForecastRecord.Recipient(
                to.who(),
                to.role(),
                to.ratio(),
                part.group().method(),
                part.group().basis().word(),
                part.group().horizonHours(),
                part.group().daysAhead(),
                ours.map(ActionTally::n).orElse(0L),
                part.independent(),
                few,
                few ? OptionalDouble.empty() : ours.map(o -> at(o, to.ratio()).value()).orElse(OptionalDouble.empty()),
                best.map(Map.Entry::getKey),
                best.map(b -> OptionalDouble.of(b.getValue())).orElse(OptionalDouble.empty()));
    }
}
