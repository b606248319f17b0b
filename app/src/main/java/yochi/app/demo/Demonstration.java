package yochi.app.demo;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
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
        Voice voice = new Voice(setting.out(), setting.ticker());
        voice.plain("Yochi: from observations abroad to traffic cut off. Real recordings; the flood is simulated.");
        voice.plain("time budget on 2 cores: " + PartTimes.budget());
        PartTimes times = new PartTimes(setting.ticker());
        Cast cast = new Cast(setting);
        try (HomeCentre home = cast.centre().start()) {
            String console = home.centre().openListener() + "/";
            voice.act(times.begin(PartTimes.Part.START));
            voice.step("centre listens; console at " + console + " (its certificate is of the demo's own authority)");
            browser.accept(console);
            try (RegionsAct regions = new RegionsAct(setting, home, cast, voice);
                    AttackAct attack = new AttackAct(setting, home, cast, voice)) {
                regions.prologue();
                voice.act(times.begin(PartTimes.Part.ACT_1));
                regions.play();
                voice.act(times.begin(PartTimes.Part.ACT_2));
                attack.prologue();
                attack.play();
                voice.act(times.begin(PartTimes.Part.END));
                attack.epilogue();
                DemoDocument document = document(home, regions, attack, times.all());
                EndTable.print(voice, document, console);
                onResult.accept(document);
                linger(voice);
            }
        }
    }

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

    private DemoDocument document(
            HomeCentre home, RegionsAct regions, AttackAct attack, List<DemoDocument.PartTime> parts)
            throws InterruptedException {
        Optional<DemoDocument.VisitorPart> visitor = regions.visited();
        long sent = regions.sent() + attack.sent();
        long stored = home.centre().store().ledger().size();
        long duplicates = home.centre().collection().accounts().stream()
                .mapToLong(a -> a.duplicates())
                .sum();
        List<Figure> figures = new Figures(new EventTrail(setting.events()).lines()).all();
        FloodStage flood = attack.flood().orElseThrow();
        return new DemoDocument(
                "yochi.demo/1",
                setting.version(),
                setting.scenario().regions().policy().getFileName().toString().replace(".yaml", ""),
                new DemoDocument.Reports(sent, stored, duplicates, sent - stored),
                forecasts(home.desk().ledger().book(0)),
                new DemoDocument.Labels(flood.passed(Label.ATTACK), flood.passed(Label.LEGITIMATE)),
                new DemoDocument.Labels(flood.dropped(Label.ATTACK), flood.dropped(Label.LEGITIMATE)),
                figures.stream().map(Demonstration::figure).toList(),
                parts,
                unknown(figures, visitor.isPresent()),
                visitor.orElse(null));
    }

    private static List<String> unknown(List<Figure> figures, boolean visited) {
        List<String> out = new ArrayList<>();
        if (!visited) {
            out.add("visitor: no file was brought along (--with FILE --country CC)");
        }
        figures.stream()
                .filter(f -> f.limitSeconds().isEmpty())
                .forEach(f -> out.add("figures." + f.id() + ".limit: the plan says at once and gives no number"));
        return out;
    }

    private static DemoDocument.Forecasts forecasts(ForecastBook book) {
        Optional<SkillLine> main = book.lines().stream()
                .filter(l -> l.measure().equals("crps") && l.skill().isPresent())
                .max(java.util.Comparator.comparingLong(SkillLine::n));
        return new DemoDocument.Forecasts(
                book.sealed(),
                book.scored(),
                main.map(l -> boxed(l.skill())).orElse(null),
                main.map(SkillLine::rival).orElse(null),
                book.lines().stream()
                        .map(l -> new DemoDocument.SkillOf(
                                l.method(),
                                l.group().basis().word(),
                                l.group().horizonHours(),
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
