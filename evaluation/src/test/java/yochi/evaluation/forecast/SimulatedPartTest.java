package yochi.evaluation.forecast;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import yochi.analysis.score.Scores;
import yochi.analysis.victim.AttackDays;
import yochi.analysis.victim.Features;
import yochi.analysis.victim.HazardModel;
import yochi.analysis.victim.SizeModel;
import yochi.analysis.victim.SizeNowcast;
import yochi.evaluation.Evaluation;
import yochi.evaluation.Span;
import yochi.evaluation.world.VictimAttack;
import yochi.evaluation.world.VictimParameters;
import yochi.evaluation.world.VictimWorld;

@DisplayName("A-14 A-16 A-18 size, next vector and what else is known, judged on simulated worlds")
final class SimulatedPartTest {
    private static final VictimParameters SHORT = parameters();

    private static VictimParameters parameters() {
        try (InputStream in = VictimParameters.class.getResourceAsStream("victims.yaml")) {
            assertThat(in).isNotNull();
            String yaml = new String(in.readAllBytes(), StandardCharsets.UTF_8);
            return VictimParameters.parse(yaml.replaceFirst("days: 240", "days: 150"), "test.yaml");
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private static Inputs inputs(List<Line> lines) {
        return new Inputs(
                Optional.empty(),
                Optional.of(Path.of("orders")),
                Optional.empty(),
                List::of,
                Span.ALL,
                "JP",
                lines::add,
                5);
    }

    private static Evaluation.Measured figure(List<Evaluation.Measured> all, String name, String group) {
        return all.stream()
                .filter(m -> m.name().equals(name) && m.group().equals(group))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void attacksOnSitesThatNoOrderNamedYetAddWhatShuffledEvidenceDoesNot() {
        List<Line> lines = new ArrayList<>();
        List<Evaluation.Measured> all = new SimulatedGainPart(SHORT, List.of(1, 2)).measures(inputs(lines));
        assertThat(all).allMatch(m -> m.name().startsWith("simulated.") && m.group().startsWith("simulated"));
        var sites = figure(all, "simulated.gain.auc", "simulated, " + SimulatedEvidence.AMPLIFIED_SITES);
        assertThat(sites.difference().orElseThrow().low()).isPositive();
        var shuffled = figure(all, "simulated.gain.auc", "simulated, " + SimulatedGainPart.SHUFFLED);
        assertThat(shuffled.verdict()).isNotEqualTo("better than " + SimulatedGainPart.ORDERS_ONLY);
        var none = figure(all, "simulated.gain.auc", "simulated, without precursors, " + SimulatedGainPart.ALL);
        assertThat(none.verdict()).isNotEqualTo("better than " + SimulatedGainPart.ORDERS_ONLY);
        var brier = figure(all, "simulated.gain.brier", "simulated, " + SimulatedGainPart.ALL);
        double mean = lines.stream()
                .filter(l -> l.unit().equals("simulated"))
                .mapToDouble(l -> Scores.brier(l.probability().orElseThrow(), l.outcome() > 0.5))
                .average()
                .orElseThrow();
        assertThat(mean).isCloseTo(brier.value(), within(1e-12));
    }

    @Test
    void whatIsKnownAtADayIsTheSameWhateverOrdersCameLater() {
        SimulatedEvidence evidence = new SimulatedEvidence(VictimWorld.of(SHORT, 1), 20_000);
        AttackDays days = evidence.days();
        HazardModel whole = HazardModel.fit(new Features(days, days, evidence.all()), 100, 1);
        AttackDays cut = days.until(100);
        HazardModel then = HazardModel.fit(new Features(cut, cut, evidence.all()), 100, 1);
        for (String country : cut.countries()) {
            assertThat(whole.probability(country, 100)).isEqualTo(then.probability(country, 100));
            assertThat(whole.probability(country, 100)).isEqualTo(whole.answer(country, 100).probability());
        }
    }

    @Test
    void sizesOfEarlierAttacksAreKnownADayLater() {
        SimulatedAttacks attacks = new SimulatedAttacks(VictimWorld.of(SHORT, 2));
        VictimAttack late = attacks.ordered().getLast();
        assertThat(attacks.before(late)).isNotEmpty().allMatch(b -> b.startSecond() <= late.startSecond() - 86_400);
    }

    @Test
    void sizesSeenByHoneypotsAreToldBetterThanByTheVectorsHistoryAndFiguresFollowFromTheLines() {
        List<Line> lines = new ArrayList<>();
        List<Evaluation.Measured> all =
                new SimulatedSizePart(SHORT, List.of(1, 4), List.of(2, 3)).measures(inputs(lines));
        var seen = figure(all, "simulated.size.crps", "simulated nowcast, bit/s, seen by honeypots");
        assertThat(seen.verdict()).startsWith("better than");
        var crps = figure(all, "simulated.size.crps", "simulated nowcast, bit/s");
        double mean = lines.stream()
                .filter(l -> l.unit().startsWith("simulated nowcast, bit/s"))
                .mapToDouble(l -> 2 * l.quantiles().entrySet().stream()
                                .mapToDouble(q -> Scores.pinball(q.getKey(), q.getValue(), l.outcome()))
                                .average()
                                .orElseThrow())
                .average()
                .orElseThrow();
        assertThat(mean).isCloseTo(crps.value(), within(1e-12));
        assertThat(crps.rivals()).hasSize(3);
    }

    @Test
    void aChangeOfVectorIsToldBetterThanByWhatWasMostOftenBefore() {
        List<Line> lines = new ArrayList<>();
        List<Evaluation.Measured> all = new SimulatedVectorPart(SHORT, List.of(1, 2)).measures(inputs(lines));
        var brier = all.getFirst();
        assertThat(brier.value()).isCloseTo(
                lines.stream()
                        .filter(l -> l.measure().equals("simulated.nextVector.brier"))
                        .mapToDouble(l -> l.value().orElseThrow())
                        .average()
                        .orElseThrow(),
                within(1e-12));
        var change = all.getLast();
        assertThat(change.name()).isEqualTo("simulated.nextVector.changeAccuracy");
        assertThat(change.difference().orElseThrow().value()).isPositive();
    }

    @Test
    void whatAlertsSayOfSizeAndVectorIsWhatTheTuningWorldsHold() {
        VictimParameters fixed = VictimParameters.committed();
        List<Double> bits = new ArrayList<>();
        List<Double> packets = new ArrayList<>();
        double stayed = 0;
        double steps = 0;
        for (int seed : fixed.tuningSeeds()) {
            SimulatedAttacks attacks = new SimulatedAttacks(VictimWorld.of(fixed, seed));
            for (VictimAttack attack : attacks.ordered()) {
                if (attacks.vector(attack.steps().getFirst()).equals("http")) {
                    bits.add(SimulatedAttacks.Quantity.BITS.size(attack));
                    packets.add(SimulatedAttacks.Quantity.PACKETS.size(attack));
                }
                for (int i = 1; i < attack.steps().size(); i++) {
                    boolean same =
                            attack.steps().get(i).vector() == attack.steps().get(i - 1).vector();
                    stayed += same ? 1 : 0;
                    steps++;
                }
            }
        }
        SizeNowcast told = SizeNowcast.of("http").orElseThrow();
        double[] b = SizeModel.quantiles(bits);
        double[] p = SizeModel.quantiles(packets);
        assertThat(Math.log10(told.bitsTenth())).isCloseTo(b[1], within(0.01));
        assertThat(Math.log10(told.bitsHalf())).isCloseTo(b[3], within(0.01));
        assertThat(Math.log10(told.bitsMost())).isCloseTo(b[5], within(0.01));
        assertThat(Math.log10(told.packetsTenth())).isCloseTo(p[1], within(0.01));
        assertThat(Math.log10(told.packetsHalf())).isCloseTo(p[3], within(0.01));
        assertThat(Math.log10(told.packetsMost())).isCloseTo(p[5], within(0.01));
        assertThat(stayed / steps).isCloseTo(SizeNowcast.SAME_VECTOR, within(0.01));
    }

    @Test
    void withoutOrderListsNothingIsSaid() {
        Inputs none = new Inputs(
                Optional.empty(), Optional.empty(), Optional.empty(), List::of, Span.ALL, "JP", l -> {}, 5);
        assertThat(new SimulatedGainPart().measures(none)).isEmpty();
        assertThat(new SimulatedSizePart().measures(none)).isEmpty();
        assertThat(new SimulatedVectorPart().measures(none)).isEmpty();
    }
}
