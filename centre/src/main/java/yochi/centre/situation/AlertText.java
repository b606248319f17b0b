package yochi.centre.situation;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.BiPredicate;
import java.util.function.Function;
import yochi.centre.ledger.Sealed;
import yochi.centre.ledger.Surge;
import yochi.core.model.Alert;
import yochi.core.model.Asn;
import yochi.core.model.AttackType;
import yochi.core.model.Assessment;
import yochi.core.model.Finding;
import yochi.core.model.Forecast;
import yochi.core.model.Prediction;
import yochi.core.model.Region;
import yochi.core.model.Service;
import yochi.core.model.Tlp;
import yochi.core.model.Victim;
import yochi.core.model.VictimReport;

/**
 * What an alert says, from what it rests on.
 *
 * @param beside what naive methods say of an event; what other findings say of a surge
 * @param subject the matter: one open alert each
 * @param probability that it comes
 */
record AlertText(
        List<String> beside,
        String subject,
        double probability,
        Asn asn,
        String title,
        List<String> evidence,
        List<String> advice,
        Sealed sealed) {

    static Alert nowcast(
            String id,
            Instant raised,
            Instant occurred,
            Asn asn,
            List<Victim> victims,
            VictimReport report,
            int foretold,
            int nodes,
            Settings settings) {
        long orders = victims.stream().mapToLong(Victim::orders).sum();
        TreeSet<String> vectors = new TreeSet<>();
        TreeSet<Service> services = new TreeSet<>();
        victims.forEach(v -> {
            vectors.addAll(v.vectors());
            services.addAll(v.services());
        });
        String targets = victims.size() == 1 ? "1 target" : victims.size() + " targets";
        List<String> evidence = new ArrayList<>();
        evidence.add("An order list in force at " + report.listed() + " named " + targets + " in " + asn + " with "
                + orders + " orders.");
        evidence.add("Vectors: " + String.join(", ", vectors) + "; services: "
                + String.join(", ", services.stream().map(Service::toString).toList()) + ".");
        evidence.add(
                "Let out by policy " + report.policy() + " of the node that saw it, to the victims' country only.");
        evidence.add("An order is not traffic: volume and duration are not known.");
        if (foretold > 0) {
            evidence.add("A forecast sealed before this order had named it likely.");
        }
        return new Alert(
                id,
                Alert.Basis.NOWCAST,
                occurred,
                raised,
                "Attack ordered on " + targets + " in " + asn,
                asn,
                victims,
                1,
                0,
                evidence,
                Advice.of(victims),
                Tlp.AMBER,
                Account.order(asn, victims, report, foretold, nodes, settings));
    }

    /** The alert that a forecast is worth, if any. */
    static Optional<AlertText> foreseen(
            Sealed sealed, Settings settings, List<Finding> findings, BiPredicate<String, Double> acts) {
        Forecast forecast = sealed.forecast();
        return switch (forecast.prediction()) {
            case Prediction.Probability p -> {
                // What one node alone tells raises no alert by itself, however little is missing to the threshold.
                double sure = EventForecaster.without(forecast).orElse(p.value());
                boolean likely = Math.min(sure, p.value()) >= settings.alertProbability()
                        || acts.test(forecast.question().region().name(), Math.min(sure, p.value()));
                // That a new attack will come is told by the findings on its spread; orders alone raise this alert.
                boolean ordered = forecast.question().attackType() == AttackType.ATTACK_ORDER;
                yield likely && ordered ? Optional.of(event(sealed, p.value())) : Optional.empty();
            }
            case Prediction.Quantiles q -> surge(sealed, settings, findings);
        };
    }

    private static AlertText event(Sealed sealed, double probability) {
        Forecast forecast = sealed.forecast();
        String region = forecast.question().region().name();
        long days = days(forecast);
        List<String> rivals = forecast.rivals().stream()
                .map(r -> r.name() + " " + percent(probability(r.prediction())))
                .toList();
        List<String> evidence = new ArrayList<>();
        evidence.add("Probability " + percent(probability) + " that orders name " + region + " from "
                + forecast.question().from() + " to " + forecast.question().to() + "; naive methods say "
                + String.join(", ", rivals) + ".");
        evidence.add("Sealed in the ledger as number " + sealed.number() + " on data until "
                + forecast.informationUntil() + ".");
        evidence.addAll(forecast.missing());
        return new AlertText(
                rivals,
                "event:" + region + ":" + days,
                probability,
                region.startsWith("AS") ? Asn.parse(region) : Asn.UNKNOWN,
                "Attack orders against " + region + " are likely within " + (days == 1 ? "a day" : days + " days")
                        + ": " + percent(probability),
                evidence,
                Advice.beforehand(),
                sealed);
    }

    private static Optional<AlertText> surge(Sealed sealed, Settings settings, List<Finding> findings) {
        Forecast forecast = sealed.forecast();
        Prediction.Question q = forecast.question();
        Optional<Surge> surge = Surge.of(forecast, settings.surgeFactor());
        if (surge.isEmpty() || surge.get().probability() < 0.5) {
            return Optional.empty();
        }
        double probability = surge.get().probability();
        String what = q.attackType() + " on " + q.service() + " in " + q.region();
        List<String> evidence = new ArrayList<>();
        evidence.add(String.format(
                Locale.ROOT,
                "Probability %s that at least %.0f %s come from %s to %s; the mean of the last seven days is %.0f,"
                        + " both reckoned for what is watched today.",
                percent(probability),
                surge.get().threshold(),
                q.metric(),
                q.from(),
                q.to(),
                surge.get().mean()));
        evidence.add("Sealed in the ledger as number " + sealed.number() + " on data until "
                + forecast.informationUntil() + ".");
        List<String> supporting =
                findings.stream().flatMap(f -> supporting(f, q).stream()).toList();
        evidence.addAll(supporting);
        evidence.addAll(forecast.missing());
        return Optional.of(new AlertText(
                supporting,
                "surge:" + q.region() + ":" + q.attackType() + ":" + q.service(),
                probability,
                Asn.UNKNOWN,
                "A surge of " + what + " is likely: " + percent(probability),
                evidence,
                Advice.surge(),
                sealed));
    }

    private static Optional<String> supporting(Finding finding, Prediction.Question q) {
        return switch (finding) {
            case Finding.Trend t ->
                t.label() == Finding.Label.GROWING
                                && t.attackType() == q.attackType()
                                && t.service().equals(q.service())
                        ? Optional.of(String.format(
                                Locale.ROOT,
                                "Growing at %s by %.0f %% a day (p = %.3f).",
                                t.region(),
                                100 * Math.expm1(t.slopePerDay()),
                                t.pValue()))
                        : Optional.empty();
            case Finding.Locality l ->
                l.verdict() != Finding.Verdict.NOT_PECULIAR
                                && l.attackType() == q.attackType()
                                && l.service().equals(q.service())
                        ? Optional.of("Peculiar to " + l.region() + ": " + l.why())
                        : Optional.empty();
            case Finding.Change c ->
                c.rise() && c.attackType() == q.attackType() && c.service().equals(q.service())
                        ? Optional.of(String.format(
                                Locale.ROOT,
                                "Risen at %s since %s: %.1f times as much as before.",
                                c.region(),
                                c.at(),
                                c.after() / c.before()))
                        : Optional.empty();
            case Finding.Reach r ->
                r.attackType() == q.attackType() && r.service().equals(q.service())
                        ? Optional.of(String.format(
                                Locale.ROOT,
                                "Seen at %s; %s that it reaches %s within %.0f hours.",
                                String.join(", ", r.at().stream().map(Region::name).toList()),
                                percent(r.reach()),
                                r.home(),
                                r.hours()))
                        : Optional.empty();
            case Finding.Propagation p -> Optional.empty();
            case Finding.Spread s ->
                !s.raised().isEmpty()
                                && s.attackType() == q.attackType()
                                && s.service().equals(q.service())
                        ? Optional.of(String.format(
                                Locale.ROOT,
                                "More than twice the usual in %d of %d regions.",
                                s.raised().size(),
                                s.judged()))
                        : Optional.empty();
            case Finding.Similarity s -> Optional.empty();
            case Finding.Clusters c -> Optional.empty();
        };
    }

    private Assessment account(Function<String, String> japanese) {
        return subject.startsWith("event:")
                ? Account.event(this, beside, japanese)
                : Account.surge(this, beside, japanese);
    }

    Alert alert(String id, Instant raised, Optional<Alert> before, Function<String, String> japanese) {
        Duration span = Duration.between(
                sealed.forecast().question().from(),
                sealed.forecast().question().to());
        return new Alert(
                id,
                Alert.Basis.FORECAST,
                before.map(Alert::occurred).orElse(sealed.sealedAt()),
                raised,
                title,
                asn,
                List.of(),
                probability,
                span.toMinutes() / 60.0,
                evidence,
                advice,
                Tlp.GREEN,
                account(japanese));
    }

    private static long days(Forecast forecast) {
        return Duration.between(forecast.question().from(), forecast.question().to())
                .toDays();
    }

    private static double probability(Prediction prediction) {
        return switch (prediction) {
            case Prediction.Probability p -> p.value();
            case Prediction.Quantiles q ->
                throw new IllegalArgumentException("a rival of an event gives a probability");
        };
    }

    private static String percent(double share) {
        return String.format(Locale.ROOT, "%.0f %%", 100 * share);
    }
}
