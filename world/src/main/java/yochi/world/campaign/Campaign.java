package yochi.world.campaign;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import yochi.link.config.Default;

/**
 * A historical campaign as the public record tells it. Nothing in it is ours: what is not published says so.
 *
 * @param name such as estonia-2007
 * @param title one line for people
 * @param zone time zone of all its times
 * @param sources publications by the name that figures give
 * @param vectors ways of flooding
 * @param waves in order of time, not overlapping
 * @param facts other figures of the record
 * @param unknowable what a system like ours could not have known, a sentence each
 */
public record Campaign(
        String name,
        String title,
        Zone zone,
        Map<String, Publication> sources,
        List<VectorShare> vectors,
        List<Wave> waves,
        @Default("{}") Map<String, Figure> facts,
        @Default("[]") List<String> unknowable) {
    public Campaign {
        sources = Map.copyOf(sources);
        vectors = List.copyOf(vectors);
        waves = List.copyOf(waves);
        facts = java.util.Collections.unmodifiableMap(new java.util.LinkedHashMap<>(facts));
        unknowable = List.copyOf(unknowable);
        List<String> wrong = new ArrayList<>();
        if (!name.matches("[a-z0-9-]{1,40}")) {
            wrong.add("a name is of small letters, digits and hyphens: " + name);
        }
        if (waves.isEmpty() || vectors.isEmpty()) {
            wrong.add("a campaign has at least one wave and one vector");
        }
        order(waves, wrong);
        Set<String> known = new HashSet<>();
        vectors.forEach(v -> {
            if (!known.add(v.name())) {
                wrong.add("vector " + v.name() + " stands twice");
            }
        });
        for (Wave wave : waves) {
            wave.vectors().stream()
                    .filter(v -> !known.contains(v))
                    .forEach(v -> wrong.add("wave " + wave.name() + " names vector " + v + ", known are " + known));
        }
        for (String cited : cited(vectors, waves, facts)) {
            if (!sources.containsKey(cited)) {
                wrong.add("source " + cited + " is not among " + sources.keySet().stream().sorted().toList());
            }
        }
        if (!wrong.isEmpty()) {
            throw new IllegalArgumentException(String.join("; ", wrong));
        }
    }

    private static void order(List<Wave> waves, List<String> wrong) {
        Set<String> names = new HashSet<>();
        for (int i = 0; i < waves.size(); i++) {
            Wave wave = waves.get(i);
            if (!names.add(wave.name())) {
                wrong.add("wave " + wave.name() + " stands twice");
            }
            if (i > 0 && wave.begin().time().isBefore(waves.get(i - 1).end().time())) {
                wrong.add("wave " + wave.name() + " begins at " + wave.begin() + ", before wave "
                        + waves.get(i - 1).name() + " ends at " + waves.get(i - 1).end()
                        + ": order them, and tell targets with hours of their own inside one wave");
            }
        }
    }

    private static Set<String> cited(List<VectorShare> vectors, List<Wave> waves, Map<String, Figure> facts) {
        Set<String> out = new java.util.TreeSet<>();
        vectors.forEach(v -> {
            v.share().source().ifPresent(out::add);
            v.spoofed().source().ifPresent(out::add);
        });
        for (Wave w : waves) {
            out.add(w.source());
            w.list().source().ifPresent(out::add);
            for (Figure f : List.of(w.attacks(), w.machines(), w.megabits())) {
                f.source().ifPresent(out::add);
            }
            w.targets().forEach(t -> t.sites().source().ifPresent(out::add));
        }
        facts.values().forEach(f -> f.source().ifPresent(out::add));
        return out;
    }

    public Instant begin(Wave wave) {
        return wave.begin().in(zone.id());
    }

    public Instant end(Wave wave) {
        return wave.end().in(zone.id());
    }

    Instant begin(Wave wave, TargetClass targets) {
        return targets.begin().orElse(wave.begin()).in(zone.id());
    }

    Instant end(Wave wave, TargetClass targets) {
        return targets.end().orElse(wave.end()).in(zone.id());
    }

    /** Vectors that the wave's lists ordered, the largest share first. */
    public List<VectorShare> vectors(Wave wave) {
        return vectors.stream()
                .filter(v -> wave.vectors().isEmpty() || wave.vectors().contains(v.name()))
                .sorted(java.util.Comparator.comparingDouble(
                        (VectorShare v) -> -v.share().played().orElse(0.0)))
                .toList();
    }
}
