package yochi.centre.situation;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import yochi.analysis.victim.NextVector;
import yochi.analysis.victim.SizeNowcast;
import yochi.core.model.Victim;
import yochi.core.model.Words;

/**
 * Nowcasts of how large an ordered attack becomes and by which vector it goes on, in both languages. Their record is
 * that of simulated worlds, and each says so: no data hold both orders and traffic.
 */
final class SizeAndVector {
    /** Kinds that orders use often; one more may always come. */
    private static final List<String> USUAL = List.of("http", "tcp", "udp");

    private static final double GIGA = 1e9;
    private static final double MEGA = 1e6;
    /** As if from so many steps: the share of the simulated worlds is not to be moved by what one list names. */
    private static final double STEPS = 1e6;

    private static final int TOLD = 3;

    private SizeAndVector() {}

    /** Of the targets of one alert; nothing where orders name no vector. */
    static List<Words> of(List<Victim> victims) {
        SortedMap<String, Integer> kinds = new TreeMap<>();
        victims.stream()
                .flatMap(v -> v.vectors().stream())
                .forEach(vector -> kinds.merge(Assessor.kindOfVector(vector), 1, Integer::sum));
        Optional<String> first = kinds.entrySet().stream()
                .max(Map.Entry.<String, Integer>comparingByValue()
                        .thenComparing(Map.Entry.comparingByKey(Comparator.reverseOrder())))
                .map(Map.Entry::getKey);
        List<Words> out = new ArrayList<>();
        first.ifPresent(kind -> {
            SizeNowcast.of(kind).ifPresent(size -> out.add(size(kind, size)));
            out.add(next(kind, kinds));
        });
        return out;
    }

    private static Words size(String kind, SizeNowcast size) {
        String bits = String.format(
                Locale.ROOT, "%.1f–%.0f Gbit/s", size.bitsTenth() / GIGA, size.bitsMost() / GIGA);
        String packets = String.format(
                Locale.ROOT, "%.1f–%.0f Mpackets/s", size.packetsTenth() / MEGA, size.packetsMost() / MEGA);
        String half = String.format(Locale.ROOT, "%.1f Gbit/s", size.bitsHalf() / GIGA);
        return new Words(
                "Nowcast (simulated record): an attack on one target by " + kind + " peaks at " + bits + " and "
                        + packets + " in eight of ten cases, in half of them above " + half
                        + "; learnt on simulated worlds, since orders hold no volume.",
                "現況推定（模擬環境での成績）：" + kind + " による一標的への攻撃の最大値は、10例中8例で " + bits + "、" + packets
                        + "、半数は " + half + " を超えます（命令は規模を示さないため、模擬環境で学習したものです）。");
    }

    /** What is ordered together is what a change goes to. */
    private static Words next(String now, SortedMap<String, Integer> kinds) {
        TreeSet<String> vocabulary = new TreeSet<>(USUAL);
        vocabulary.addAll(kinds.keySet());
        NextVector model = new NextVector(List.copyOf(vocabulary), SizeNowcast.SAME_VECTOR, STEPS);
        kinds.forEach((kind, targets) -> {
            for (int i = 0; i < Math.min(targets, TOLD); i++) {
                model.learn("", List.of(kind));
            }
        });
        String list = model.next("", now).entrySet().stream()
                .sorted(Map.Entry.<String, Double>comparingByValue(Comparator.reverseOrder())
                        .thenComparing(Map.Entry.comparingByKey()))
                .limit(TOLD)
                .map(e -> String.format(Locale.ROOT, "%s %.0f %%", e.getKey(), 100 * e.getValue()))
                .collect(Collectors.joining(", "));
        return new Words(
                "Nowcast (simulated record): where it runs by " + now + ", the next quarter of an hour goes by " + list
                        + "; that the vector stays is no better told than by saying so always.",
                "現況推定（模擬環境での成績）：" + now + " で行われている場合、次の15分の手法は " + list
                        + "（手法が続くことについては、常に「同じ」と言う方法より優れてはいません）。");
    }
}
