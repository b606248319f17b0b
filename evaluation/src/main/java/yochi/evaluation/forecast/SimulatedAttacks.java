package yochi.evaluation.forecast;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.OptionalDouble;
import yochi.analysis.victim.SizeModel;
import yochi.evaluation.world.VictimAttack;
import yochi.evaluation.world.VictimStep;
import yochi.evaluation.world.VictimVector;
import yochi.evaluation.world.VictimWorld;

/**
 * The ordered attacks of a simulated world as a centre knows them when the first step of each has passed. Sizes of
 * earlier ones are known a day after they began, from the providers' flow records.
 */
final class SimulatedAttacks {
    private static final long DAY = 86_400;
    private static final int VICTIM_SIZES = 5;
    private static final int COUNTRY_DAYS = 7;

    private final VictimWorld world;
    private final List<VictimVector> vectors;
    private final List<VictimAttack> ordered;

    /** Bits or packets a second. */
    enum Quantity {
        BITS("bit/s"),
        PACKETS("packets/s");

        private final String word;

        Quantity(String word) {
            this.word = word;
        }

        String word() {
            return word;
        }

        /** Decimal logarithm of the peak. */
        double size(VictimAttack attack) {
            return Math.log10(this == BITS ? attack.peakBitsPerSecond() : attack.peakPacketsPerSecond());
        }
    }

    SimulatedAttacks(VictimWorld world) {
        this.world = world;
        vectors = world.parameters().attacks().all();
        ordered = world.attacks().stream()
                .filter(a -> a.ordered().isPresent())
                .sorted(Comparator.comparingLong(VictimAttack::startSecond))
                .toList();
    }

    List<VictimAttack> ordered() {
        return ordered;
    }

    List<String> vectors() {
        return vectors.stream().map(VictimVector::name).toList();
    }

    String vector(VictimStep step) {
        return vectors.get(step.vector()).name();
    }

    String country(VictimAttack attack) {
        return world.countries().get(attack.country());
    }

    /** Those whose size is known when the attack begins. */
    List<VictimAttack> before(VictimAttack attack) {
        List<VictimAttack> out = new ArrayList<>();
        for (VictimAttack other : ordered) {
            if (other.startSecond() > attack.startSecond() - DAY) {
                break;
            }
            out.add(other);
        }
        return out;
    }

    /** What shows at the end of the first step. */
    SizeModel.Signs signs(VictimAttack attack, List<VictimAttack> before, Quantity quantity) {
        VictimStep first = attack.steps().getFirst();
        double seconds = 60.0 * world.parameters().stepMinutes();
        VictimVector vector = vectors.get(first.vector());
        OptionalDouble reflected = first.requests() == 0
                ? OptionalDouble.empty()
                : OptionalDouble.of((double) first.requests() / first.listed() / seconds * 8 * vector.answerBytes());
        double share = world.darknetShareNow(attack.day());
        boolean answers = first.backscatter() >= world.parameters().sight().leastBackscatter() && share > 0;
        OptionalDouble answered =
                answers ? OptionalDouble.of(first.backscatter() / share / seconds) : OptionalDouble.empty();
        List<VictimAttack> own = before.stream()
                .filter(b -> b.country() == attack.country() && b.site() == attack.site())
                .toList();
        List<VictimAttack> near = before.stream()
                .filter(b -> b.country() == attack.country()
                        && b.startSecond() >= attack.startSecond() - COUNTRY_DAYS * DAY)
                .toList();
        List<VictimAttack> alike = before.stream()
                .filter(b -> b.steps().getFirst().vector() == first.vector())
                .toList();
        return new SizeModel.Signs(
                vector.name(),
                reflected,
                answered,
                mean(alike, quantity),
                mean(own.subList(Math.max(0, own.size() - VICTIM_SIZES), own.size()), quantity),
                mean(near, quantity));
    }

    private static OptionalDouble mean(List<VictimAttack> attacks, Quantity quantity) {
        return attacks.stream().mapToDouble(quantity::size).average();
    }

    /** All attacks of the world with their sizes, to learn from. */
    List<SizeModel.Known> known(Quantity quantity) {
        return ordered.stream()
                .map(a -> new SizeModel.Known(signs(a, before(a), quantity), quantity.size(a)))
                .toList();
    }
}
