package yochi.node.border;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import yochi.core.model.Country;
import yochi.core.model.ErrorCode;
import yochi.core.model.YochiException;
import yochi.link.identity.VerifyingKey;

/**
 * The node's sketch keys by day, unwrapped by the node itself out of the bundles in a folder: of those whose maker's
 * operator is pinned the newest that has begun must be good in every part, or the day has no key. It is looked at
 * again at every new day, and whenever the folder has changed.
 */
public final class KeyRing {
    private static final String SUFFIX = ".keys";
    private static final int MOST_DAYS = 100;

    private final String node;
    private final NodePair pair;
    private final Map<Country, VerifyingKey> operators;
    private final Path folder;
    private final Map<LocalDate, Optional<Opened>> known = new HashMap<>();
    private String state = "";
    private String problem = "";

    private record Opened(SketchKeys keys, List<KeyRoster.Entry> roster) {}

    /**
     * A ring.
     *
     * @param operators operators' keys by country, pinned out of band
     * @param folder with the bundles, names ending in {@value #SUFFIX}; whoever brings them need not be trusted
     */
    public KeyRing(String node, NodePair pair, Map<Country, VerifyingKey> operators, Path folder) {
        this.node = node;
        this.pair = pair;
        this.operators = Map.copyOf(operators);
        this.folder = folder;
    }

    /** Operators' keys: a line each, country and key. */
    public static Map<Country, VerifyingKey> operators(Path file) {
        Map<Country, VerifyingKey> pinned = new HashMap<>();
        try {
            for (String line : Files.readAllLines(file)) {
                String[] parts = line.strip().split(" +", 2);
                if (parts.length == 2 && !line.startsWith("#")) {
                    pinned.put(Country.parse(parts[0]), VerifyingKey.parse(parts[1]));
                }
            }
            return pinned;
        } catch (IOException | IllegalArgumentException e) {
            throw new YochiException(ErrorCode.INPUT_UNREADABLE, file + ": " + e.getMessage(), e);
        }
    }

    /** The keys of a day in UTC; empty where there are none, and then {@link #problem} says why. */
    public Optional<SketchKeys> at(LocalDate day) {
        return opened(day).map(Opened::keys);
    }

    /** Who shares the day's keys, each signed by the pinned operator of its country; nobody where there are none. */
    public List<KeyRoster.Entry> roster(LocalDate day) {
        return opened(day).map(Opened::roster).orElse(List.of());
    }

    private synchronized Optional<Opened> opened(LocalDate day) {
        String now = state();
        if (!now.equals(state) || known.size() > MOST_DAYS) {
            known.clear();
            state = now;
        }
        Optional<Opened> found = known.get(day);
        if (found == null) {
            found = look(day);
            known.put(day, found);
        }
        return found;
    }

    /** What is wrong with the keys of the day last looked at, or with files in the folder; empty where nothing is. */
    public synchronized String problem() {
        return problem;
    }

    private Optional<Opened> look(LocalDate day) {
        problem = "";
        List<KeyBundle> begun = new ArrayList<>();
        for (Path file : files()) {
            try {
                KeyBundle bundle = KeyBundle.parse(Files.readString(file));
                if (!bundle.signedBy(operators)) {
                    problem = "a bundle of sketch keys is not signed by a pinned operator";
                } else if (!bundle.from().isAfter(day)) {
                    begun.add(bundle);
                }
            } catch (IOException | IllegalArgumentException e) {
                problem = "a bundle of sketch keys cannot be read";
            }
        }
        Optional<KeyBundle> newest = begun.stream().max(java.util.Comparator.comparing(KeyBundle::from));
        if (newest.isEmpty()) {
            problem = problem.isEmpty() ? "no sketch keys for " + day : problem;
            return Optional.empty();
        }
        try {
            SketchKeys keys = newest.get().open(node, pair, operators, day);
            return Optional.of(new Opened(keys, newest.get().roster(operators, day)));
        } catch (YochiException e) {
            problem = String.valueOf(e.getMessage());
            return Optional.empty();
        }
    }

    private List<Path> files() {
        try (Stream<Path> all = Files.list(folder)) {
            return all.filter(f -> f.getFileName().toString().endsWith(SUFFIX)).sorted().toList();
        } catch (IOException e) {
            problem = "the folder of sketch keys cannot be read";
            return List.of();
        }
    }

    private String state() {
        StringBuilder out = new StringBuilder();
        for (Path file : files()) {
            try {
                out.append(file.getFileName()).append(' ').append(Files.getLastModifiedTime(file)).append(' ')
                        .append(Files.size(file)).append('\n');
            } catch (IOException e) {
                out.append("gone\n");
            }
        }
        return out.toString();
    }
}
