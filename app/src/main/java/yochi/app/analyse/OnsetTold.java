package yochi.app.analyse;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import yochi.centre.pages.Attacks;
import yochi.core.model.EpochReport;
import yochi.core.model.Telling;

/** What nodes ship of their early detection: verdicts on sources that came together, and whether they tell at all. */
public final class OnsetTold {
    private final List<Attacks.Together> together = new ArrayList<>();
    private final Map<String, Attacks.Teller> tellers = new TreeMap<>();

    public void add(EpochReport report) {
        report.cells().stream()
                .flatMap(c -> Attacks.Together.of(report.nodeName(), report.country(), c).stream())
                .forEach(together::add);
        Optional<Telling> said = Telling.of(report);
        Attacks.Teller teller = new Attacks.Teller(
                report.nodeName(),
                report.country(),
                said.orElse(Telling.UNKNOWN),
                report.window().end());
        tellers.merge(
                report.nodeName(),
                teller,
                (old, now) -> said.isEmpty() || now.until().isBefore(old.until()) ? old : now);
    }

    List<Attacks.Together> together() {
        return together.stream()
                .sorted(Comparator.comparing(Attacks.Together::from)
                        .reversed()
                        .thenComparing(Attacks.Together::node)
                        .thenComparing(Attacks.Together::service))
                .toList();
    }

    List<Attacks.Teller> tellers() {
        return List.copyOf(tellers.values());
    }
}
