package yochi.node.border;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import yochi.core.model.Country;
import yochi.core.model.YochiException;

/**
 * The nodes of other countries that this one knows: lines of a roster, each signed by its country's pinned operator,
 * read anew at every look. A name that stands there twice is nobody's.
 */
public final class PartnerRoster {
    private final Path roster;
    private final Path operators;
    private final InstantSource clock;
    private volatile String problem = "";

    public PartnerRoster(Path roster, Path operators, InstantSource clock) {
        this.roster = roster;
        this.operators = operators;
        this.clock = clock;
    }

    private List<KeyRoster.Entry> entries() {
        try {
            LocalDate today = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
            KeyRoster.Checked checked =
                    KeyRoster.check(Files.readAllLines(roster), KeyRing.operators(operators), today);
            problem = checked.refused().isEmpty()
                    ? ""
                    : checked.refused().size() + " lines refused, first " + checked.refused().getFirst();
            Map<String, List<KeyRoster.Entry>> byName = new HashMap<>();
            checked.entries().forEach(e -> byName.computeIfAbsent(e.node(), n -> new ArrayList<>()).add(e));
            return byName.values().stream()
                    .filter(all -> all.size() == 1)
                    .map(List::getFirst)
                    .sorted(Comparator.comparing(KeyRoster.Entry::node))
                    .toList();
        } catch (IOException | YochiException e) {
            problem = "roster of partners: " + e.getMessage();
            return List.of();
        }
    }

    /** The node of that name. */
    public Optional<KeyRoster.Entry> named(String name) {
        return entries().stream().filter(e -> e.node().equals(name)).findFirst();
    }

    /** The node of a country; of several the first by name. */
    public Optional<KeyRoster.Entry> of(Country country) {
        return entries().stream().filter(e -> e.country().equals(country)).findFirst();
    }

    /** What is wrong with the roster or with lines of it; empty where nothing is. */
    public String problem() {
        return problem;
    }
}
