package yochi.app.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.json.JsonMapper;
import yochi.app.PublishedSchema;
import yochi.core.model.Ticker;
import yochi.core.model.YochiException;
import yochi.link.config.SettingsFile;
import yochi.node.observation.ObservationSink;
import yochi.node.trace.InputAccount;
import yochi.node.trace.SensorFile;
import yochi.node.trace.TraceReader;
import yochi.node.trace.TraceSettings;

/** G-7, G-5, G-12: the campaigns of 2007 and 2009, as the public record tells them, run through the whole loop. */
class CampaignActTest {
    @TempDir
    private Path directory;

    private final ByteArrayOutputStream said = new ByteArrayOutputStream();

    private static Path file(String name) {
        Path here = Path.of("").toAbsolutePath();
        while (!Files.isDirectory(here.resolve("samples"))) {
            here = Optional.ofNullable(here.getParent()).orElseThrow();
        }
        return here.resolve("samples/scenarios/" + name + ".yaml");
    }

    /** The shipped scenario with a shorter past and shorter floods. */
    private static Scenario brief(String name) throws Exception {
        String text = Files.readString(file(name))
                .replace("history: 56d", "history: 29d")
                .replace("quiet: 2s", "quiet: 1s")
                .replace("flood: 3s", "flood: 1500ms");
        return SettingsFile.parse(text, name, file(name).resolveSibling(""), Scenario.class);
    }

    private CampaignPart play(String name) throws Exception {
        Setting setting = new Setting(
                brief(name),
                directory,
                directory.resolve("events.jsonl"),
                "test",
                InstantSource.system(),
                Ticker.system(),
                new SecureRandom(),
                new PrintStream(said, true, StandardCharsets.UTF_8),
                Optional.empty(),
                Optional.empty(),
                Optional.of(0));
        List<DemoDocument> results = new ArrayList<>();
        new Demonstration(setting, address -> {}).run(results::add);
        DemoDocument d = results.getFirst();
        assertThat(PublishedSchema.faults("demo-1.json", JsonMapper.shared().valueToTree(d))).isEmpty();
        assertThat(d.reports().lost()).isZero();
        assertThat(d.forecasts().sealed()).isPositive();
        assertThat(d.forecasts().scored()).isPositive();
        return Objects.requireNonNull(d.campaign());
    }

    private static double at(CampaignPart.WavePart wave, String what) {
        return Objects.requireNonNull(wave.relativeSeconds().get(what), wave.name() + " " + what);
    }

    @Test
    void estonia2007IsTold() throws Exception {
        CampaignPart c = play("estonia-2007");
        assertThat(c.waves()).extracting(CampaignPart.WavePart::name)
                .containsExactly("first-phase", "wave-1", "wave-2", "wave-3", "wave-4");
        assertThat(c.waves().getFirst().sites()).isEqualTo(Map.of("EE", 18));
        for (CampaignPart.WavePart wave : c.waves().subList(0, 3)) {
            assertThat(at(wave, "alert")).as(wave.name()).isGreaterThan(at(wave, "order"));
            assertThat(at(wave, "notice")).as(wave.name()).isGreaterThan(at(wave, "order"));
            assertThat(at(wave, "cutOff")).as(wave.name()).isGreaterThan(at(wave, "order"));
            assertThat(wave.orderBasis()).isEqualTo("assumed");
        }
        assertThat(at(c.waves().get(2), "alert")).as("lists of wave 2 went round before it").isNegative();
        assertThat(at(c.waves().get(2), "cutOff")).isBetween(0.0, 1.5);
        assertThat(c.waves().subList(3, 5)).allSatisfy(w -> {
            assertThat(w.orderBasis()).isEqualTo("none");
            assertThat(w.verdict()).isIn("missed", "foreseen");
            assertThat(Objects.requireNonNull(w.flood()).attackDropped()).isZero();
        });
        CampaignPart.Totals t = c.totals();
        assertThat(t.foreseen() + t.nowcastBefore() + t.nowcastAfter() + t.missed()).isEqualTo(5);
        assertThat(t.foreseenBeforeCampaign()).as("nothing foretold the first order").isZero();
        assertThat(t.visitorsLost()).isPositive().isLessThan(t.visitors() / 4);
        assertThat(c.record()).containsEntry("attacks.icmpFloods", "115 (arbor)");
        assertThat(said.toString(StandardCharsets.UTF_8)).contains("not knowable", "first sign abroad");
    }

    @Test
    void usAndKorea2009IsTold() throws Exception {
        CampaignPart c = play("us-kr-2009");
        assertThat(c.waves()).extracting(CampaignPart.WavePart::verdict).startsWith("abroad", "abroad");
        assertThat(c.waves().get(2).sites()).isEqualTo(Map.of("KR", 11, "US", 14));
        CampaignPart.WavePart first = c.waves().get(2);
        assertThat(at(first, "order")).as("the list was read 19 hours and a half late").isBetween(70_000.0, 71_400.0);
        assertThat(at(first, "cutOff")).isGreaterThan(at(first, "order"));
        CampaignPart.WavePart third = c.waves().get(4);
        assertThat(at(third, "alert")).as("the third wave was known before it began").isNegative();
        assertThat(at(third, "armed"))
                .as("its orders went on, so what had run out with its lease was renewed before it began")
                .isBetween(at(third, "order"), 0.0);
        assertThat(at(third, "cutOff")).isBetween(0.0, 10.0);
        CampaignPart.FirstSign sign = Objects.requireNonNull(c.firstSign());
        assertThat(sign.basis()).isEqualTo("recorded");
        assertThat(sign.aheadSeconds()).isNegative();
        assertThat(c.totals().abroad()).isEqualTo(2);
        CampaignPart.Backscatter dark = Objects.requireNonNull(c.backscatter());
        assertThat(dark.packets()).isPositive();
        assertThat(Objects.requireNonNull(dark.aheadSeconds())).as("of the waves abroad").isPositive();
        Path folder = directory.resolve("world/darknet-jp");
        InputAccount read = new TraceReader(TraceSettings.of(SensorFile.read(folder.resolve("sensors.yaml")).table())
                        .withoutDigest())
                .read(folder.resolve("darknet.csv"), ObservationSink.NOBODY);
        assertThat(read.packets()).as("every row is a packet to the node")
                .isEqualTo(Files.readAllLines(folder.resolve("darknet.csv")).size() - 1);
        assertThat(c.totals().missed()).isZero();
    }

    @Test
    void aScenarioThatIsNeitherAnAttackNorACampaignIsRefused() throws Exception {
        String text = Files.readString(file("estonia-2007"));
        assertThatThrownBy(() -> parse(text.substring(0, text.indexOf("\ndefence:"))))
                .isInstanceOf(YochiException.class)
                .hasMessageContaining("campaign, world and defence need each other");
        assertThatThrownBy(() -> parse(text.replace("home: EE", "home: LV")))
                .hasMessageContaining("no wave of estonia-2007 hits LV");
        assertThatThrownBy(() -> parse(text.replace("  seed: 20070427", "  sead: 20070427")))
                .hasMessageContaining("did you mean seed?");
        assertThatThrownBy(() -> parse("home: JP\n")).hasMessageContaining("either an attack or a campaign");
    }

    private static Scenario parse(String text) {
        return SettingsFile.parse(text, "scenario", Path.of("."), Scenario.class);
    }
}
