package yochi.app.demo;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import yochi.centre.situation.Settings;
import yochi.core.model.Country;
import yochi.world.campaign.Campaign;
import yochi.world.campaign.Figure;
import yochi.world.campaign.Staging.Telescope;
import yochi.world.campaign.VectorShare;
import yochi.world.campaign.Wave;

/** Counts what came of a campaign's waves, and says what it rests on. */
final class CampaignTally {
    private final Campaign campaign;
    private final Country home;
    private final List<WaveRun> waves;
    private final double threshold;

    CampaignTally(Campaign campaign, Country home, List<WaveRun> waves, Settings situation) {
        this.campaign = campaign;
        this.home = home;
        this.waves = List.copyOf(waves);
        this.threshold = situation.alertProbability();
    }

    /**
     * The outcome.
     *
     * @param said all sealed statements about the home country
     * @param darkness what a telescope saw
     */
    CampaignPart part(List<WaveRun.Said> said, Optional<Darkness> darkness) {
        List<CampaignPart.WavePart> parts =
                waves.stream().map(w -> w.part(about(w, said), threshold)).toList();
        return new CampaignPart(
                campaign.name(),
                campaign.title(),
                campaign.zone().toString(),
                true,
                firstSign().orElse(null),
                darkness.map(this::backscatter).orElse(null),
                threshold,
                totals(parts, said),
                parts,
                record(),
                assumed(),
                campaign.unknowable());
    }

    /**
     * Of what was sealed before the wave's first order was read and before it began, the newest that speaks of its
     * begin; of two of one moment that of the shorter span.
     */
    private Optional<WaveRun.Said> about(WaveRun run, List<WaveRun.Said> said) {
        Instant begin = run.truth().begin();
        Instant known = run.truth().firstOrder().filter(begin::isAfter).orElse(begin);
        return !run.truth().home()
                ? Optional.empty()
                : said.stream()
                        .filter(s -> s.sealedAt().isBefore(known) && s.speaksOf(begin))
                        .max(Comparator.comparing(WaveRun.Said::sealedAt).thenComparingLong(s -> -s.days()));
    }

    /**
     * What a telescope saw.
     *
     * @param answers of victims, oldest first
     * @param told packets of it in the centre's store
     */
    record Darkness(Telescope telescope, List<Instant> answers, long told) {}

    private CampaignPart.Backscatter backscatter(Darkness dark) {
        Optional<Instant> first = dark.answers().stream().findFirst();
        return new CampaignPart.Backscatter(
                dark.telescope().name(),
                dark.telescope().addresses(),
                dark.answers().size(),
                first.map(Instant::toString).orElse(null),
                first.map(f -> Duration.between(f, attacked()).toMillis() / 1000.0).orElse(null),
                dark.told());
    }

    private Instant attacked() {
        return waves.stream()
                .filter(w -> w.truth().home())
                .map(w -> w.truth().begin())
                .min(Comparator.naturalOrder())
                .orElseThrow();
    }

    private Optional<CampaignPart.FirstSign> firstSign() {
        Instant attacked = attacked();
        return waves.stream()
                .filter(w -> w.truth().firstOrder().isPresent())
                .min(Comparator.comparing(w -> w.truth().firstOrder().orElseThrow()))
                .map(w -> new CampaignPart.FirstSign(
                        w.truth().firstOrder().orElseThrow().toString(),
                        w.truth().name(),
                        Duration.between(w.truth().firstOrder().orElseThrow(), attacked)
                                        .toMillis()
                                / 1000.0,
                        WaveRun.basis(w.truth())));
    }

    private CampaignPart.Totals totals(List<CampaignPart.WavePart> parts, List<WaveRun.Said> said) {
        List<WaveRun.Said> days = said.stream().filter(s -> s.days() == 1).toList();
        List<WaveRun.Said> above =
                days.stream().filter(s -> s.probability() >= threshold).toList();
        Map<String, Integer> n = new LinkedHashMap<>();
        int before = 0;
        long visitors = 0;
        long lost = 0;
        for (CampaignPart.WavePart p : parts) {
            n.merge(p.verdict(), 1, Integer::sum);
            CampaignPart.Said told = p.forecast();
            before += p.verdict().equals("foreseen") && told != null && told.beforeCampaign() ? 1 : 0;
            CampaignPart.Flooded f = p.flood();
            if (f != null) {
                visitors += f.visitorsPassed() + f.visitorsDropped();
                lost += f.visitorsDropped() + f.lineLostVisitors();
            }
        }
        return new CampaignPart.Totals(
                n.getOrDefault("foreseen", 0),
                before,
                n.getOrDefault("nowcastBefore", 0),
                n.getOrDefault("nowcastAfter", 0),
                n.getOrDefault("missed", 0),
                n.getOrDefault("abroad", 0),
                days.size(),
                above.size(),
                (int) above.stream().filter(this::hit).count(),
                visitors,
                lost);
    }

    private boolean hit(WaveRun.Said said) {
        return waves.stream()
                .map(WaveRun::truth)
                .anyMatch(t -> t.home() && said.overlaps(t.begin(), t.end()));
    }

    private Map<String, String> record() {
        Map<String, String> out = new LinkedHashMap<>();
        campaign.facts().forEach((name, figure) -> out.put(name, told(figure)));
        for (VectorShare v : campaign.vectors()) {
            out.put("vector." + v.name() + ".share", told(v.share()));
        }
        for (Wave w : campaign.waves()) {
            out.put("wave." + w.name() + ".attacks", told(w.attacks()));
            out.put("wave." + w.name() + ".machines", told(w.machines()));
            out.put("wave." + w.name() + ".megabits", told(w.megabits()));
        }
        return out;
    }

    private static String told(Figure figure) {
        return figure.unknown().map(why -> "unknown: " + why).orElseGet(() -> figure.toString())
                + figure.source().map(s -> " (" + s + ")").orElse("");
    }

    private List<String> assumed() {
        List<String> out = new ArrayList<>();
        for (Wave w : campaign.waves()) {
            w.targets().stream()
                    .filter(t -> t.sites().assumed().isPresent())
                    .forEach(t -> out.add("wave " + w.name() + ", " + t.sector() + " of " + t.country() + ": "
                            + t.sites() + " sites"));
            if (w.list().assumed()) {
                out.add("wave " + w.name() + ": its list could first be read "
                        + w.list().assumedBefore().map(d -> hours(d) + " before").orElseGet(
                                () -> w.list().assumedAfter().map(d -> hours(d) + " after").orElse(""))
                        + " it began");
            }
        }
        campaign.vectors().stream()
                .filter(v -> v.spoofed().assumed().isPresent())
                .forEach(v -> out.add("vector " + v.name() + ": forged part of its senders " + v.spoofed()));
        out.add("the watchers, their delays, other people's orders, the member in " + home
                + ", its visitors and the size of the floods are the world's own");
        return out;
    }

    private static String hours(Duration d) {
        return d.toMinutes() / 60.0 + " h";
    }
}
