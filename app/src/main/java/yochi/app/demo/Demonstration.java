package yochi.app.demo;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;
import yochi.centre.ledger.ForecastBook;
import yochi.centre.ledger.SkillLine;
import yochi.centre.line.HomeCentre;
import yochi.world.Label;

/** The whole run: start, both acts, the table at the end; then the console stays open. */
public final class Demonstration {
    private final Setting setting;
    private final Consumer<String> browser;

    /**
     * A run.
     *
     * @param browser told the console's address once it is up
     */
    public Demonstration(Setting setting, Consumer<String> browser) {
        this.setting = setting;
        this.browser = browser;
    }

    /** Plays; the result is given to {@code onResult} before the console's time begins. */
    public void run(Consumer<DemoDocument> onResult) throws InterruptedException {
        Scenario play = setting.scenario();
        Voice voice = new Voice(setting.out(), setting.ticker());
        voice.plain(
                play.campaign().isPresent()
                        ? "Yochi: a campaign of the public record, from orders abroad to traffic cut off. Simulated."
                        : "Yochi: from observations abroad to traffic cut off. Real recordings; "
                                + "the flood is simulated.");
        voice.plain("time budget on 2 cores: " + PartTimes.budget(PartTimes.of(play)));
        PartTimes times = new PartTimes(setting.ticker());
        Cast cast = new Cast(setting);
        try (HomeCentre home = cast.centre().start()) {
            String console = home.centre().openListener() + "/";
            voice.act(times.begin(PartTimes.Part.START));
            voice.step("centre listens; console at " + console + " (its certificate is of the demo's own authority)");
            desk(voice, console, cast);
            browser.accept(console);
            Evening evening = new Evening(home, cast, times, voice, console, onResult);
            if (play.campaign().isPresent()) {
                campaign(evening);
            } else if (play.regions().isPresent()) {
                try (RegionsAct regions = new RegionsAct(setting, home, cast, voice)) {
                    attack(evening, Optional.of(regions));
                }
            } else {
                attack(evening, Optional.empty());
            }
        }
    }

    private static void desk(Voice voice, String console, Cast cast) {
        voice.plain("on duty    " + console + "duty , token " + cast.dutyToken() + " (of this run only)");
    }

    /** What all acts of one run share. */
    private record Evening(
            HomeCentre home,
            Cast cast,
            PartTimes times,
            Voice voice,
            String console,
            Consumer<DemoDocument> onResult) {}

    private void attack(Evening e, Optional<RegionsAct> regions) throws InterruptedException {
        regions.ifPresent(RegionsAct::enrol);
        try (AttackAct attack = new AttackAct(setting, e.home(), e.cast(), e.voice())) {
            if (regions.isPresent()) {
                regions.get().prologue();
                e.voice().act(e.times().begin(PartTimes.Part.ACT_1));
                regions.get().play();
            }
            e.voice().act(e.times().begin(PartTimes.Part.ACT_2));
            attack.prologue();
            attack.play();
            e.voice().act(e.times().begin(PartTimes.Part.END));
            attack.epilogue();
            FloodStage flood = attack.flood().orElseThrow();
            Optional<DemoDocument.VisitorPart> visitor =
                    regions.isPresent() ? regions.get().visited() : Optional.empty();
            end(
                    e,
                    new Played(
                            regions.map(RegionsAct::sent).orElse(0L) + attack.sent(),
                            new DemoDocument.Labels(flood.passed(Label.ATTACK), flood.passed(Label.LEGITIMATE)),
                            new DemoDocument.Labels(flood.dropped(Label.ATTACK), flood.dropped(Label.LEGITIMATE)),
                            visitor,
                            Optional.empty()));
        }
    }

    private void campaign(Evening e) throws InterruptedException {
        try (CampaignAct campaign = new CampaignAct(setting, e.home(), e.cast(), e.voice())) {
            e.voice().act(e.times().begin(PartTimes.Part.CAMPAIGN));
            campaign.prologue();
            campaign.play();
            e.voice().act(e.times().begin(PartTimes.Part.END));
            campaign.epilogue();
            CampaignPart part = campaign.part();
            List<CampaignPart.Flooded> floods = part.waves().stream()
                    .flatMap(w -> Optional.ofNullable(w.flood()).stream())
                    .toList();
            end(
                    e,
                    new Played(
                            campaign.sent(),
                            new DemoDocument.Labels(
                                    sum(floods, CampaignPart.Flooded::attackPassed),
                                    sum(floods, CampaignPart.Flooded::visitorsPassed)),
                            new DemoDocument.Labels(
                                    sum(floods, CampaignPart.Flooded::attackDropped),
                                    sum(floods, CampaignPart.Flooded::visitorsDropped)),
                            Optional.empty(),
                            Optional.of(part)));
        }
    }

    private static long sum(List<CampaignPart.Flooded> floods, ToLongFunction<CampaignPart.Flooded> of) {
        return floods.stream().mapToLong(of).sum();
    }

    private void end(Evening e, Played played) throws InterruptedException {
        DemoDocument document = document(e.home(), played, e.times().all());
        EndTable.print(e.voice(), document, e.console());
        desk(e.voice(), e.console(), e.cast());
        e.onResult().accept(document);
        linger(e.voice());
    }

    /**
     * What was played.
     *
     * @param sent reports that the nodes' spools say they made
     */
    private record Played(
            long sent,
            DemoDocument.Labels passed,
            DemoDocument.Labels dropped,
            Optional<DemoDocument.VisitorPart> visitor,
            Optional<CampaignPart> campaign) {}

    private void linger(Voice voice) throws InterruptedException {
        if (setting.until().isPresent()) {
            double left = setting.until().get() - voice.seconds();
            if (left > 0) {
                TimeUnit.MILLISECONDS.sleep((long) (left * 1000));
            }
            return;
        }
        voice.plain("\nThe console keeps running; Ctrl-C ends it.");
        new CountDownLatch(1).await();
    }

    private DemoDocument document(HomeCentre home, Played played, List<DemoDocument.PartTime> parts) {
        long stored = home.centre().store().ledger().size();
        long duplicates = home.centre().collection().accounts().stream()
                .mapToLong(a -> a.duplicates())
                .sum();
        List<Figure> figures = new Figures(new EventTrail(setting.events()).lines()).all();
        DemoDocument.Forecasts forecasts = forecasts(home.desk().ledger().book(0));
        return new DemoDocument(
                "yochi.demo/1",
                setting.version(),
                setting.scenario().policy().getFileName().toString().replace(".yaml", ""),
                new DemoDocument.Reports(played.sent(), stored, duplicates, played.sent() - stored),
                forecasts,
                played.passed(),
                played.dropped(),
                figures.stream().map(Demonstration::figure).toList(),
                parts,
                unknown(figures, forecasts, played),
                played.visitor().orElse(null),
                played.campaign().orElse(null));
    }

    private static List<String> unknown(List<Figure> figures, DemoDocument.Forecasts forecasts, Played played) {
        List<String> out = new ArrayList<>();
        if (played.campaign().isPresent()) {
            out.add("campaign.waves.relativeSeconds: null where it did not come for that wave");
            if (forecasts.skill() == null) {
                out.add("forecasts.skill, forecasts.rival: only events were forecast, see forecasts.all");
            }
        }
        if (played.visitor().isEmpty()) {
            out.add("visitor: no file was brought along (--with FILE --country CC)");
        }
        figures.stream()
                .filter(f -> f.limitSeconds().isEmpty())
                .forEach(f -> out.add("figures." + f.id() + ".limit: the plan says at once and gives no number"));
        return out;
    }

    /** Of the largest group beside the strongest rival: a weak one would flatter. */
    private static DemoDocument.Forecasts forecasts(ForecastBook book) {
        Optional<SkillLine> main = book.lines().stream()
                .filter(l -> l.measure().equals("crps") && l.skill().isPresent())
                .max(java.util.Comparator.comparingLong(SkillLine::n).thenComparingDouble(l -> -l.rivals()));
        return new DemoDocument.Forecasts(
                book.sealed(),
                book.scored(),
                book.waiting(),
                book.notScorable(),
                book.silent(),
                main.map(l -> boxed(l.skill())).orElse(null),
                main.map(SkillLine::rival).orElse(null),
                book.lines().stream()
                        .map(l -> new DemoDocument.SkillOf(
                                l.method(),
                                l.group().basis().word(),
                                l.group().horizonHours(),
                                l.group().daysAhead(),
                                l.measure(),
                                l.rival(),
                                boxed(l.skill()),
                                boxed(l.low()),
                                boxed(l.high()),
                                l.n(),
                                l.days(),
                                l.independent()))
                        .toList());
    }

    private static @Nullable Double boxed(OptionalDouble value) {
        return value.isPresent() ? value.getAsDouble() : null;
    }

    private static DemoDocument.MeasuredFigure figure(Figure f) {
        return new DemoDocument.MeasuredFigure(
                f.id(),
                f.requirement(),
                boxed(f.limitSeconds()),
                f.measuredSeconds(),
                "s",
                "monotonic",
                f.startEvent(),
                f.startTime().toString(),
                f.stopEvent(),
                f.stopTime().toString(),
                f.n());
    }
}
