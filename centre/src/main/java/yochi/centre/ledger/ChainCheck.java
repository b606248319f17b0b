package yochi.centre.ledger;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import tools.jackson.core.JacksonException;

/**
 * Checks a chain line by line as an outsider would: hashes fit, none is left out, each forecast was sealed before its
 * span could be observed, commitments open to what was committed, each score stands behind its forecast and follows
 * from it, and every head that somebody holds stands where it stood. Keeps what is open, not what is past.
 */
public final class ChainCheck {
    private static final int MOST_FAULTS = 100;
    private static final int MOST_OPEN = 1_000_000;
    private static final double ROUNDING = 1e-9;
    /** A span whose end lies further back than that waits for no late data. */
    private static final Duration GRACE = Duration.ofDays(7);

    private final TreeMap<Long, List<Held>> heads = new TreeMap<>();
    private final Map<String, Sealing> open = new HashMap<>();
    private final Map<String, Map<String, Integer>> lengths = new HashMap<>();
    private final Set<String> hashes = new HashSet<>();
    private final List<String> faults = new ArrayList<>();
    private String previous = Entry.GENESIS;
    private long number;
    private Instant at = Instant.MIN;
    private Instant newest = Instant.MIN;
    private Optional<Held> latest = Optional.empty();
    private long statements;
    private long opened;
    private long scored;
    private long withdrawn;
    private long withheld;
    private long provenBefore;
    private long late;
    private long unopened;
    private long moreFaults;

    /**
     * A head that somebody holds.
     *
     * @param number of the entry
     * @param hash of the entry
     * @param at when the centre says it stood at the end of the chain
     * @param received when the holder got it, by the holder's clock
     * @param by who holds it
     */
    public record Held(long number, String hash, Instant at, Instant received, String by) {}

    /** What is remembered of a statement until its score: its span's end, and what it says where that is open. */
    private record Sealing(Instant to, Optional<Sealed> said) {}

    /**
     * What was found.
     *
     * @param faults what is wrong, oldest first; empty where nothing is
     * @param moreFaults found beyond those listed
     * @param entries lines read
     * @param head hash of the last one
     * @param statements forecasts sealed
     * @param opened of these, readable
     * @param scored of these, scored
     * @param withdrawn of these, withdrawn
     * @param withheld entries of before commitments whose text the public cannot read: only their place was checked
     * @param heads heads that stand where they stood
     * @param provenBefore statements whose head somebody held before their span began, by the holder's own clock
     * @param late statements sealed after their span had begun, by the centre's own wall clock: all of a replay of old
     *     data, none of a centre that keeps its word
     * @param unopened statements scored but not opened, so that their score cannot be checked: a copy taken while the
     *     chain grew has a few, who keeps openings back has more
     * @param overdue statements neither scored nor told to be unscorable though their span was over for more than seven
     *     days when the newest data came of which the chain speaks: who hides failures leaves them lying
     */
    public record Report(
            List<String> faults,
            long moreFaults,
            long entries,
            String head,
            long statements,
            long opened,
            long scored,
            long withdrawn,
            long withheld,
            long heads,
            long provenBefore,
            long late,
            long unopened,
            long overdue) {
        public Report {
            faults = List.copyOf(faults);
        }
    }

    /** A check against the heads that are held. */
    public ChainCheck(Collection<Held> held) {
        held.forEach(h -> heads.computeIfAbsent(h.number(), n -> new ArrayList<>()).add(h));
    }

    /** What is wrong, oldest first; empty where nothing is. */
    static List<String> broken(List<ChainLine> lines, List<String> heads) {
        ChainCheck check = new ChainCheck(List.of());
        lines.forEach(check::add);
        heads.stream()
                .filter(head -> lines.stream().noneMatch(line -> line.hash().equals(head)))
                .forEach(check::missing);
        return check.report().faults();
    }

    /** Somebody holds a hash that no line had. */
    void missing(String head) {
        fault("no entry has the hash " + head);
    }

    private void fault(String text) {
        if (faults.size() < MOST_FAULTS) {
            faults.add(text);
        } else {
            moreFaults++;
        }
    }

    /** Takes the next line of the chain. */
    public void add(ChainLine line) {
        number++;
        if (line.number() != number) {
            fault("entry " + number + " is left out");
            number = line.number();
        }
        if (!line.previous().equals(previous)) {
            fault("entry " + number + " does not follow the one before it");
        }
        if (!line.intact()) {
            fault("entry " + number + " was changed after it was sealed");
        }
        if (line.sealedAt().isBefore(at)) {
            fault("entry " + number + " is older than the one before it");
        }
        latest.filter(head -> line.sealedAt().isBefore(head.at()))
                .ifPresent(head -> fault("entry " + number + " is back-dated: it claims " + line.sealedAt()
                        + ", but " + head.by() + " holds the end of the chain of " + head.at() + " without it"));
        try {
            meaning(line);
        } catch (JacksonException | IllegalArgumentException | DateTimeException e) {
            fault("entry " + number + " cannot be read: " + e.getMessage());
        }
        previous = line.hash();
        at = line.sealedAt();
        for (Held head : heads.getOrDefault(number, List.of())) {
            stands(head, line);
        }
    }

    private void stands(Held head, ChainLine line) {
        if (!head.hash().equals(line.hash())) {
            fault("entry " + number + " is not the one that " + head.by() + " countersigned on " + head.received()
                    + ": the chain was rebuilt");
            return;
        }
        hashes.add(head.by() + head.hash());
        if (line.sealedAt().isAfter(head.at())) {
            fault("entry " + number + " claims " + line.sealedAt() + ", but " + head.by() + " holds it as of "
                    + head.at());
        }
        if (latest.isEmpty() || latest.get().at().isBefore(head.at())) {
            latest = Optional.of(head);
        }
    }

    private void meaning(ChainLine line) {
        if (line.is(Entry.Kind.FORECAST) || line.is(Entry.Kind.SEALED)) {
            statements++;
            if (line.body().isEmpty()) {
                withheld++;
                remember(line, Instant.MIN, Optional.empty());
            } else if (line.is(Entry.Kind.SEALED)) {
                sealed(line, line.body().get());
            } else {
                Sealed said = SealedJson.read(line.subject(), line.number(), line.sealedAt(), line.body().get());
                opened++;
                inTime(line, said.knownUntil(), said.forecast().question().from());
                remember(line, said.forecast().question().to(), Optional.of(said));
            }
        } else if (line.is(Entry.Kind.LISTED)) {
            listed(line, line.body().orElseThrow());
        } else if (line.is(Entry.Kind.HITS)) {
            hits(line, line.body().orElseThrow());
        } else if (line.is(Entry.Kind.SCORE) || line.is(Entry.Kind.UNSCORED)) {
            judged(line);
        } else if (line.is(Entry.Kind.WITHDRAWN)) {
            withdrawn++;
        }
    }

    private void sealed(ChainLine line, String body) {
        Instant from = SealedJson.instant(body, "from");
        inTime(line, SealedJson.instant(body, "knownUntil"), from);
        Optional<Sealed> said = Optional.empty();
        if (line.opening().isPresent()) {
            Opening opening = line.opening().get();
            opened++;
            if (!opening.commitment().equals(SealedJson.text(body, "commitment"))) {
                fault("entry " + number + " opens to something else than was committed");
            } else {
                Sealed told =
                        SealedJson.read(line.subject(), line.number(), line.sealedAt(), opening.statement());
                said = Optional.of(told);
                if (!SealedJson.agrees(body, opening, told)) {
                    fault("entry " + number + " opens to another span, method or input than it was sealed with");
                }
            }
        }
        if (heldBefore(line.number(), from)) {
            provenBefore++;
        }
        remember(line, SealedJson.instant(body, "to"), said);
    }

    private void listed(ChainLine line, String body) {
        statements++;
        Instant from = SealedJson.instant(body, "from");
        inTime(line, SealedJson.instant(body, "knownUntil"), from);
        line.opening().ifPresent(opening -> {
            opened++;
            if (!opening.commitment().equals(SealedJson.text(body, "commitment"))) {
                fault("entry " + number + " opens to something else than was committed");
            } else if (!ListJson.agrees(body, opening)) {
                fault("entry " + number + " opens to another span, method or input than it was sealed with");
            } else {
                lengths.put(line.subject(), ListJson.lengths(opening.statement()));
            }
        });
        provenBefore += heldBefore(line.number(), from) ? 1 : 0;
        remember(line, SealedJson.instant(body, "to"), Optional.empty());
    }

    private void hits(ChainLine line, String body) {
        Sealing sealing = open.remove(line.subject());
        Map<String, Integer> told = lengths.remove(line.subject());
        if (sealing == null) {
            fault("entry " + number + " speaks of lists that were not sealed before it");
            return;
        }
        scored++;
        Instant knownAt = SealedJson.instant(body, "knownAt");
        newest = newest.isAfter(knownAt) ? newest : knownAt;
        if (knownAt.isBefore(sealing.to())) {
            fault("entry " + number + " was scored before its span had passed");
        }
        unopened += told == null ? 1 : 0;
        ListJson.tallies(body); // refuses more hits than places or than came
        if (told != null && !told.equals(ListJson.lengths(body))) {
            fault("entry " + number + " scores other lists than were sealed");
        }
    }

    private boolean heldBefore(long entry, Instant from) {
        return heads.tailMap(entry, true).values().stream()
                .flatMap(List::stream)
                .anyMatch(head -> !head.received().isAfter(from));
    }

    private void inTime(ChainLine line, Instant knownUntil, Instant from) {
        newest = newest.isAfter(knownUntil) ? newest : knownUntil;
        late += line.sealedAt().isAfter(from) ? 1 : 0;
        if (knownUntil.isAfter(from)) {
            fault("entry " + number + " was sealed when its outcome may have been known");
        }
    }

    private void remember(ChainLine line, Instant to, Optional<Sealed> said) {
        if (open.size() >= MOST_OPEN) {
            fault("entry " + number + " is one open statement too many: " + MOST_OPEN + " wait for a score");
            return;
        }
        open.put(line.subject(), new Sealing(to, said));
    }

    private void judged(ChainLine line) {
        Sealing sealing = open.remove(line.subject());
        if (sealing == null) {
            fault("entry " + number + " speaks of a forecast that was not sealed before it");
            return;
        }
        if (line.is(Entry.Kind.UNSCORED) || line.body().isEmpty()) {
            return;
        }
        scored++;
        unopened += sealing.said().isEmpty() ? 1 : 0;
        Score score = ScoreJson.score(line.subject(), line.body().get());
        newest = newest.isAfter(score.knownAt()) ? newest : score.knownAt();
        if (score.knownAt().isBefore(sealing.to())) {
            fault("entry " + number + " was scored before its span had passed");
        }
        sealing.said().ifPresent(said -> {
            Score own = Score.of(said.id(), said.forecast(), new Truth.Known(score.outcome(), score.knownAt()));
            if (!own.measure().equals(score.measure()) || !same(own.ours(), score.ours())) {
                fault("entry " + number + " has another score than follows from forecast and outcome");
            } else if (!own.rivals().keySet().equals(score.rivals().keySet())
                    || own.rivals().entrySet().stream()
                            .anyMatch(r -> !same(r.getValue(), score.rivals().getOrDefault(r.getKey(), Double.NaN)))) {
                fault("entry " + number + " has other scores of the rivals than follow from what they said");
            } else if (!own.inside90().equals(score.inside90()) || !own.inside50().equals(score.inside50())) {
                fault("entry " + number + " says otherwise than follows whether the outcome lay within the interval");
            }
        });
    }

    private static boolean same(double own, double told) {
        return Math.abs(own - told) <= ROUNDING * (1 + Math.abs(own));
    }

    /** What was found; heads behind the end of the chain are faults. */
    public Report report() {
        List<String> all = new ArrayList<>(faults);
        heads.tailMap(number, false).values().forEach(held -> held.forEach(head ->
                all.add("entry " + head.number() + " is gone: " + head.by() + " countersigned it on "
                        + head.received() + ", the chain ends at " + number)));
        return new Report(
                all,
                moreFaults,
                number,
                previous,
                statements,
                opened,
                scored,
                withdrawn,
                withheld,
                hashes.size(),
                provenBefore,
                late,
                unopened,
                open.values().stream()
                        .filter(waits -> waits.to().isBefore(newest.equals(Instant.MIN) ? newest : newest.minus(GRACE)))
                        .count());
    }
}
