package yochi.app.demo;

import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import yochi.centre.ledger.Sealed;
import yochi.core.model.Prediction;
import yochi.world.Label;
import yochi.world.SimulatedLink;
import yochi.world.campaign.Wave;
import yochi.world.campaign.WaveTruth;

/** What happened about one wave while it was played; moments are observation time plus the seconds measured. */
final class WaveRun {
    private final Wave wave;
    private final WaveTruth truth;
    private Optional<Instant> alert = Optional.empty();
    private Optional<Instant> notice = Optional.empty();
    private Optional<Instant> armed = Optional.empty();
    private Optional<Instant> cutOff = Optional.empty();
    private Optional<CampaignPart.Flooded> flood = Optional.empty();
    private Optional<Long> noticesBefore = Optional.empty();

    WaveRun(Wave wave, WaveTruth truth) {
        this.wave = wave;
        this.truth = truth;
    }

    Wave wave() {
        return wave;
    }

    WaveTruth truth() {
        return truth;
    }

    void alerted(Instant at) {
        alert = alert.or(() -> Optional.of(at));
    }

    void told(Instant at) {
        notice = notice.or(() -> Optional.of(at));
    }

    void armed(Instant at) {
        armed = armed.or(() -> Optional.of(at));
    }

    /** Notices that had been acknowledged when its list was first read. */
    void noticesBefore(long acknowledged) {
        noticesBefore = noticesBefore.or(() -> Optional.of(acknowledged));
    }

    long noticesBefore() {
        return noticesBefore.orElse(Long.MAX_VALUE);
    }

    Optional<Instant> alert() {
        return alert;
    }

    Optional<Instant> notice() {
        return notice;
    }

    Optional<Instant> armed() {
        return armed;
    }

    /**
     * The flood was played.
     *
     * @param from when it stood at the gate in observation time
     */
    void flooded(FloodStage stage, SimulatedLink line, String vector, Instant from) {
        cutOff = stage.cutAfter().map(from::plus);
        flood = Optional.of(new CampaignPart.Flooded(
                vector,
                stage.passed(Label.ATTACK),
                stage.dropped(Label.ATTACK),
                stage.passed(Label.LEGITIMATE),
                stage.dropped(Label.LEGITIMATE),
                line.lost(Label.LEGITIMATE)));
    }

    Optional<CampaignPart.Flooded> flood() {
        return flood;
    }

    /** One row of the outcome. */
    CampaignPart.WavePart part(Optional<Said> said, double threshold) {
        Map<String, Integer> sites = new TreeMap<>();
        truth.sites().forEach((country, n) -> sites.put(country.code(), n));
        return new CampaignPart.WavePart(
                truth.name(),
                truth.begin().toString(),
                truth.end().toString(),
                wave.precision().name().toLowerCase(java.util.Locale.ROOT),
                sites,
                truth.firstOrder().map(Instant::toString).orElse(null),
                basis(truth),
                verdict(said, threshold),
                said.map(Said::part).orElse(null),
                relative(said),
                flood.orElse(null));
    }

    static String basis(WaveTruth truth) {
        return truth.firstOrder().isEmpty() ? "none" : truth.assumed() ? "assumed" : "recorded";
    }

    private String verdict(Optional<Said> said, double threshold) {
        if (!truth.home()) {
            return "abroad";
        }
        if (said.isPresent() && said.get().probability() >= threshold) {
            return "foreseen";
        }
        return alert.map(a -> a.isBefore(truth.begin()) ? "nowcastBefore" : "nowcastAfter")
                .orElse("missed");
    }

    private Map<String, @Nullable Double> relative(Optional<Said> said) {
        Map<String, @Nullable Double> out = new LinkedHashMap<>();
        put(out, "order", truth.firstOrder());
        put(out, "forecast", said.map(Said::sealedAt));
        put(out, "alert", alert);
        put(out, "notice", notice);
        put(out, "armed", armed);
        put(out, "cutOff", cutOff);
        return out;
    }

    private void put(Map<String, @Nullable Double> out, String what, Optional<Instant> at) {
        out.put(what, at.map(t -> Duration.between(truth.begin(), t).toMillis() / 1000.0).orElse(null));
    }

    /**
     * A statement as it was sealed.
     *
     * @param sealedAt observation time
     * @param beforeCampaign whether no order of the campaign had been read then
     */
    record Said(Sealed sealed, Instant sealedAt, boolean beforeCampaign) {
        double probability() {
            return ((Prediction.Probability) sealed.forecast().prediction()).value();
        }

        long days() {
            Prediction.Question q = sealed.forecast().question();
            return Duration.between(q.from(), q.to()).toDays();
        }

        boolean speaksOf(Instant moment) {
            Prediction.Question q = sealed.forecast().question();
            return !moment.isBefore(q.from()) && moment.isBefore(q.to());
        }

        boolean overlaps(Instant from, Instant to) {
            Prediction.Question q = sealed.forecast().question();
            return from.isBefore(q.to()) && q.from().isBefore(to);
        }

        CampaignPart.Said part() {
            Map<String, Double> rivals = new TreeMap<>();
            sealed.forecast().rivals().forEach(r -> {
                if (r.prediction() instanceof Prediction.Probability p) {
                    rivals.put(r.name(), p.value());
                }
            });
            return new CampaignPart.Said(
                    sealed.id(), probability(), days(), sealed.forecast().issued().toString(), beforeCampaign, rivals);
        }
    }
}
