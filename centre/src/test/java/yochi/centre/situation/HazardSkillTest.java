package yochi.centre.situation;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;

/**
 * the event forecast on the real attack orders of 2023-06 to 2024-06, rolling origin, fitted on the past
 * only, every country in turn taken as home.
 */
class HazardSkillTest {
    private static final String ORDERS = "data/ddosia/targets-20230605-20240630.csv.gz";
    private static final String SNAPSHOTS = "data/ddosia/snapshots-20230605-20240630.csv.gz";
    private static final int FIRST_ISSUE = 90;
    private static final int REFIT_DAYS = 7;
    private static final int QUIET_DAYS = 7;

    private record Issue(
            int day, String region, boolean onset, boolean came, double ours, Map<String, Double> rivals) {}

    @Test
    void theHazardBeatsClimatologyOverAllCountriesOneDayAhead() throws IOException {
        Optional<Path> shared = shared();
        if (shared.isEmpty()) {
            System.out.println("NEEDS ../shared: HazardSkillTest");
            return;
        }
        AttackDays days = read(shared.get());
        for (int horizon : List.of(1, 7)) {
            List<Issue> issues = roll(days, horizon);
            report("all countries, " + horizon + " d", issues);
            report(
                    "onset after " + QUIET_DAYS + " quiet days, " + horizon + " d",
                    issues.stream().filter(Issue::onset).toList());
            report(
                    "JP, " + horizon + " d",
                    issues.stream().filter(i -> i.region().equals("JP")).toList());
            double[] skill = skill(issues, "climatology");
            assertThat(skill[1]).as("lower bound of skill").isPositive();
        }
    }

    private static List<Issue> roll(AttackDays days, int horizon) {
        List<Issue> out = new ArrayList<>();
        HazardModel model =
                HazardModel.fit(days.until(FIRST_ISSUE), days.until(FIRST_ISSUE).regions(), horizon);
        for (int end = FIRST_ISSUE; end + horizon <= days.size(); end++) {
            AttackDays known = days.until(end);
            List<String> regions = known.regions().stream()
                    .filter(r -> known.any(r, 0, known.size()))
                    .toList();
            model = (end - FIRST_ISSUE) % REFIT_DAYS == 0
                    ? HazardModel.fit(known, regions, horizon)
                    : model.onto(known);
            if (!days.whole(end, horizon) || !days.watched(end - 1)) {
                continue;
            }
            for (String region : regions) {
                HazardModel.Answer answer = model.answer(region);
                out.add(new Issue(
                        end,
                        region,
                        !known.any(region, end - QUIET_DAYS, QUIET_DAYS),
                        days.any(region, end, horizon),
                        answer.probability(),
                        answer.rivals()));
            }
        }
        return out;
    }

    private static void report(String group, List<Issue> issues) {
        double brier = issues.stream()
                .mapToDouble(i -> square(i.ours(), i.came()))
                .average()
                .orElse(Double.NaN);
        double rate =
                issues.stream().mapToDouble(i -> i.came() ? 1 : 0).average().orElse(Double.NaN);
        StringBuilder line = new StringBuilder(String.format(
                "hazard %-40s n=%d events=%.0f rate=%.4f brier=%.5f",
                group, issues.size(), rate * issues.size(), rate, brier));
        for (String rival : List.of("climatology", "persistence", "ewma")) {
            double[] s = skill(issues, rival);
            line.append(String.format(" | skill vs %s %.3f [%.3f, %.3f]", rival, s[0], s[1], s[2]));
        }
        System.out.println(line);
    }

    /** Skill with a 95 % interval by resampling weeks. */
    private static double[] skill(List<Issue> issues, String rival) {
        Map<Integer, double[]> weeks = new TreeMap<>();
        for (Issue issue : issues) {
            double[] sum = weeks.computeIfAbsent(issue.day() / 7, w -> new double[2]);
            sum[0] += square(issue.ours(), issue.came());
            sum[1] += square(issue.rivals().getOrDefault(rival, Double.NaN), issue.came());
        }
        List<double[]> blocks = List.copyOf(weeks.values());
        SplittableRandom random = new SplittableRandom(1);
        double[] sorted = java.util.stream.IntStream.range(0, 1000)
                .mapToDouble(r -> {
                    double ours = 0;
                    double theirs = 0;
                    for (int i = 0; i < blocks.size(); i++) {
                        double[] block = blocks.get(random.nextInt(blocks.size()));
                        ours += block[0];
                        theirs += block[1];
                    }
                    return 1 - ours / theirs;
                })
                .sorted()
                .toArray();
        double ours = blocks.stream().mapToDouble(b -> b[0]).sum();
        double theirs = blocks.stream().mapToDouble(b -> b[1]).sum();
        return new double[] {1 - ours / theirs, sorted[25], sorted[974]};
    }

    private static double square(double p, boolean came) {
        double d = p - (came ? 1 : 0);
        return d * d;
    }

    private static AttackDays read(Path shared) throws IOException {
        Set<Long> watched = new TreeSet<>();
        for (String line : lines(shared.resolve(SNAPSHOTS))) {
            watched.add(LocalDate.parse(line.substring(0, 10)).toEpochDay());
        }
        Map<String, Set<Long>> named = new TreeMap<>();
        for (String line : lines(shared.resolve(ORDERS))) {
            String[] cells = line.split(",", -1);
            named.computeIfAbsent(cells[2], c -> new HashSet<>())
                    .add(LocalDate.parse(line.substring(0, 10)).toEpochDay());
        }
        long first = watched.stream().min(Long::compare).orElseThrow();
        long last = watched.stream().max(Long::compare).orElseThrow();
        boolean[] all = new boolean[(int) (last - first) + 1];
        watched.forEach(day -> all[(int) (day - first)] = true);
        Map<String, List<Long>> lists = new TreeMap<>();
        named.forEach((region, list) -> lists.put(region, List.copyOf(list)));
        return new AttackDays(first, all, lists);
    }

    private static List<String> lines(Path file) throws IOException {
        try (BufferedReader in = new BufferedReader(
                new InputStreamReader(new GZIPInputStream(Files.newInputStream(file)), StandardCharsets.UTF_8))) {
            return in.lines().skip(1).toList();
        }
    }

    private static Optional<Path> shared() {
        String given = System.getProperty("yochi.shared", "");
        if (!given.isEmpty()) {
            return Optional.of(Path.of(given)).filter(Files::isDirectory);
        }
        for (Path at = Path.of("").toAbsolutePath(); at != null; at = at.getParent()) {
            if (Files.isRegularFile(at.resolve("shared").resolve(ORDERS))) {
                return Optional.of(at.resolve("shared"));
            }
        }
        return Optional.empty();
    }
}
