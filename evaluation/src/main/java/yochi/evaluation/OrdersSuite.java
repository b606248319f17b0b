package yochi.evaluation;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import yochi.analysis.score.Scores;
import yochi.centre.situation.AttackDays;
import yochi.centre.situation.HazardModel;
import yochi.core.model.ErrorCode;
import yochi.core.model.YochiException;

/**
 * How good the event forecasts of attack orders are, on real orders: every day from the 91st on is an origin, the model
 * is fitted weekly on what was known then, every country named before is in turn taken as home (algorithms §4.6, §10).
 * Brier score; skill beside climatology, persistence and a discounted share of attack days; onsets after a quiet week
 * apart from continuations.
 */
public final class OrdersSuite {
    private static final Skill BRIER = new Skill("Brier", "share of the rival's Brier score saved", "");
    private static final int FIRST_ORIGIN = 90;
    private static final int REFIT_DAYS = 7;
    private static final int QUIET_DAYS = 7;
    private static final long SEED = 20_240_219;
    /** Horizons that the centre forecasts. */
    public static final List<Integer> HORIZON_DAYS = List.of(1, 7);

    private static final List<String> RIVALS = List.of("climatology", "persistence", "ewma");

    private final String home;
    private final List<Integer> horizonDays;

    /**
     * A suite.
     *
     * @param home country whose own figures are told beside those of all
     * @param horizonDays spans asked for
     */
    public OrdersSuite(String home, List<Integer> horizonDays) {
        this.home = home;
        this.horizonDays = List.copyOf(horizonDays);
    }

    /** One answer with what came. */
    private record Answered(String country, boolean onset, boolean came, Scored scored) {}

    /**
     * Scores the event forecasts.
     *
     * @param folder with {@code targets-*.csv.gz} and {@code snapshots-*.csv.gz} (samples/ddosia)
     */
    public Evaluation evaluate(Path folder, Span span) {
        AttackDays days = read(folder, span);
        List<Evaluation.Measured> measures = new ArrayList<>();
        for (int horizon : horizonDays) {
            List<Answered> all = roll(days, horizon);
            String within = " within " + horizon + (horizon == 1 ? " day" : " days");
            measures.addAll(group(all, "any country" + within, a -> true));
            measures.addAll(group(all, "onset after " + QUIET_DAYS + " quiet days" + within, Answered::onset));
            measures.addAll(group(all, home + within, a -> a.country().equals(home)));
        }
        return new Evaluation(
                Evaluation.VERSION,
                "orders",
                folder.toString(),
                LocalDate.ofEpochDay(days.day(0)).toString(),
                LocalDate.ofEpochDay(days.day(days.size())).toString(),
                "",
                SEED,
                measures);
    }

    private static List<Answered> roll(AttackDays days, int horizon) {
        List<Answered> out = new ArrayList<>();
        Optional<HazardModel> fitted = Optional.empty();
        for (int end = FIRST_ORIGIN; end + horizon <= days.size(); end++) {
            AttackDays known = days.until(end);
            HazardModel model = fitted.isEmpty() || (end - FIRST_ORIGIN) % REFIT_DAYS == 0
                    ? HazardModel.fit(known, known.regions(), horizon)
                    : fitted.get().onto(known);
            fitted = Optional.of(model);
            if (watched(days, end - 1, end + horizon)) {
                for (String country : known.regions()) {
                    out.add(answered(days, known, model, country, horizon));
                }
            }
        }
        return out;
    }

    private static Answered answered(
            AttackDays days, AttackDays known, HazardModel model, String country, int horizon) {
        int end = known.size();
        boolean came = hit(days, country, end, end + horizon);
        HazardModel.Answer answer = model.answer(country);
        Map<String, Double> losses = new LinkedHashMap<>();
        losses.put(Scored.OURS, Scores.brier(answer.probability(), came));
        answer.rivals().forEach((rival, p) -> losses.put(rival, Scores.brier(p, came)));
        Scored scored = new Scored(end, horizon, losses, Math.abs(answer.probability() - (came ? 1 : 0)), false, false);
        return new Answered(country, !hit(known, country, end - QUIET_DAYS, end), came, scored);
    }

    private static boolean watched(AttackDays days, int from, int to) {
        for (int at = from; at < to; at++) {
            if (!days.watched(at)) {
                return false;
            }
        }
        return true;
    }

    private static boolean hit(AttackDays days, String country, int from, int to) {
        for (int at = from; at < to; at++) {
            if (days.hit(country, at)) {
                return true;
            }
        }
        return false;
    }

    private static List<Evaluation.Measured> group(List<Answered> all, String name, Predicate<Answered> member) {
        List<Answered> own = all.stream().filter(member).toList();
        if (own.isEmpty()) {
            return List.of();
        }
        List<Scored> scored = own.stream().map(Answered::scored).toList();
        long events = own.stream().filter(Answered::came).count();
        BlockBootstrap weeks = new BlockBootstrap(scored, SEED);
        List<Evaluation.Measured> out = new ArrayList<>();
        for (String rival : RIVALS) {
            out.add(BRIER.against(rival, scored, weeks, name + ", " + events + " events"));
        }
        return out;
    }

    private static AttackDays read(Path folder, Span span) {
        TreeSet<Long> watched = new TreeSet<>();
        lines(folder, "snapshots-")
                .map(OrdersSuite::day)
                .filter(span::contains)
                .forEach(d -> watched.add(d.toEpochDay()));
        if (watched.isEmpty()) {
            throw new YochiException(
                    ErrorCode.INPUT_REJECTED, "no snapshot in " + folder + " within the days asked for");
        }
        Map<String, List<Long>> named = new TreeMap<>();
        lines(folder, "targets-").filter(line -> span.contains(day(line))).forEach(line -> {
            String country = line.split(",", 4)[2];
            named.computeIfAbsent(country, c -> new ArrayList<>()).add(day(line).toEpochDay());
        });
        long first = watched.getFirst();
        boolean[] all = new boolean[(int) (watched.getLast() - first) + 1];
        watched.forEach(day -> all[(int) (day - first)] = true);
        return new AttackDays(first, all, named);
    }

    private static LocalDate day(String line) {
        return LocalDate.parse(line.substring(0, 10));
    }

    private static Stream<String> lines(Path folder, String prefix) {
        try (Stream<Path> files = Files.list(folder)) {
            Path file = files.filter(f -> f.getFileName().toString().startsWith(prefix))
                    .sorted()
                    .findFirst()
                    .orElseThrow(() -> new IOException("no " + prefix + "*.csv.gz in " + folder));
            try (BufferedReader in = new BufferedReader(
                    new InputStreamReader(new GZIPInputStream(Files.newInputStream(file)), StandardCharsets.UTF_8))) {
                return in.lines().skip(1).toList().stream();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
