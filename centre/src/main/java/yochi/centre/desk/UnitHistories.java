package yochi.centre.desk;

import java.time.Instant;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import yochi.analysis.victim.AttackDays;
import yochi.centre.site.Site;
import yochi.centre.site.SiteRegister;
import yochi.centre.situation.UnitDays;
import yochi.core.model.Asn;
import yochi.core.model.AttackType;
import yochi.core.model.Prediction;

/** What statements on attack orders rest on: how often orders named the unit before, and which sites it concerns. */
final class UnitHistories {
    private final Desk desk;
    private final SiteRegister register;
    private final Map<Instant, Optional<UnitDays>> days = new HashMap<>();

    UnitHistories(Desk desk) {
        this.desk = desk;
        register = desk.duty().sites().value();
    }

    /** One sentence on a statement about orders, from what was known before its span; none on counts. */
    List<String> of(Prediction.Question question) {
        if (question.attackType() != AttackType.ATTACK_ORDER) {
            return List.of();
        }
        String region = question.region().name();
        boolean part = switch (ForecastView.whom(region)) {
            case PREFIX, SECTOR -> true;
            case COUNTRY, NETWORK, SENSORS -> false;
        };
        return days.computeIfAbsent(
                        question.from(),
                        from -> desk.situation().orders().until(from).map(desk.situation().orders()::units))
                .map(known -> List.of(said(part ? known.units() : known.whole(), region)))
                .orElse(List.of());
    }

    private static String said(AttackDays known, String region) {
        int named = 0;
        int last = 0;
        for (int at = 0; at < known.size(); at++) {
            if (known.hit(region, at)) {
                named++;
                last = at;
            }
        }
        int watched = known.watchedDays(0, known.size());
        return named == 0
                ? "No order named " + region + " on " + watched + " days watched."
                : "Orders named " + region + " on " + named + " of " + watched + " days watched, last on "
                        + LocalDate.ofEpochDay(known.day(last))
                        + ".";
    }

    /** Names of the registered sites that a unit concerns; none of a country. */
    List<String> sites(String region) {
        return switch (ForecastView.whom(region)) {
            case NETWORK -> names(register.of(Asn.parse(region)));
            case SECTOR -> names(register.sector(region.substring("sector:".length())));
            case PREFIX ->
                names(register.sites().stream()
                        .filter(s -> s.prefixes().stream().anyMatch(p -> p.toString().equals(region)))
                        .toList());
            case COUNTRY, SENSORS -> List.of();
        };
    }

    private static List<String> names(List<Site> sites) {
        return sites.stream().map(Site::name).toList();
    }
}
