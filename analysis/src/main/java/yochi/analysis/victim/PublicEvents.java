package yochi.analysis.victim;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.Collectors;

/**
 * Scheduled public events as something known beforehand: how much of an event of the region a window touches, 1 for one
 * of its own. An event that several states share is shared out among them, since a list names few states a day. Events
 * are used from the day behind that on which their date was public.
 */
public final class PublicEvents implements Covariate {
    /** Under which the covariate is told. */
    public static final String NAME = "scheduled public event";

    /** Days before and behind an event that count as its days; chosen on orders before 2024-02-21. */
    static final int DAYS_BEFORE = 3;

    static final int DAYS_BEHIND = 1;

    private static final int COUNTRY_LENGTH = 2;

    private final Map<String, List<Event>> byRegion;
    private final List<Event> events;
    private final Optional<LocalDate> until;

    /**
     * One event of one state.
     *
     * @param region the state, ISO 3166-1
     * @param from first day
     * @param until last day
     * @param kind such as election or summit
     * @param name what it is called; the same for all states that share it
     * @param known the day on which its date was public
     */
    public record Event(
            String region, LocalDate from, LocalDate until, String kind, String name, LocalDate known) {
        public Event {
            if (until.isBefore(from)) {
                throw new IllegalArgumentException("ends on " + until + ", before it begins on " + from
                        + "; write the first day first");
            }
        }

        /** Whether its days, with those before and behind, touch the window. */
        boolean near(long first, long last) {
            return from.toEpochDay() - DAYS_BEFORE <= last && first <= until.toEpochDay() + DAYS_BEHIND;
        }

        private boolean same(Event other) {
            return name.equals(other.name) && kind.equals(other.kind) && from.equals(other.from);
        }

        private boolean counts(long lastDay, int horizonDays) {
            return knownBy(lastDay) && near(lastDay + 1, lastDay + horizonDays);
        }

        private boolean knownBy(long day) {
            return known.toEpochDay() <= day;
        }
    }

    public PublicEvents(List<Event> events) {
        this.events = List.copyOf(events);
        byRegion = events.stream().collect(Collectors.groupingBy(Event::region));
        until = events.stream().map(Event::until).max(LocalDate::compareTo);
    }

    @Override
    public String name() {
        return NAME;
    }

    /** Nothing is known of a window behind the calendar's last day: that is no silence. */
    @Override
    public OptionalDouble at(String region, long lastDay, int horizonDays) {
        if (region.length() != COUNTRY_LENGTH || !covers(lastDay + 1)) {
            return OptionalDouble.empty();
        }
        double most = 0;
        for (Event event : byRegion.getOrDefault(region, List.of())) {
            if (event.counts(lastDay, horizonDays)) {
                most = Math.max(most, share(event, lastDay));
            }
        }
        return OptionalDouble.of(most);
    }

    /** The last day of which it knows anything, or empty. */
    public Optional<LocalDate> until() {
        return until;
    }

    /** Whether the calendar reaches the day: its last event lies on it or behind it. */
    public boolean covers(long day) {
        return until.filter(last -> last.toEpochDay() >= day).isPresent();
    }

    /** The events that the value of {@link #at} is made of. */
    public List<Event> events(String region, long lastDay, int horizonDays) {
        return byRegion.getOrDefault(region, List.of()).stream()
                .filter(e -> e.counts(lastDay, horizonDays))
                .toList();
    }

    private double share(Event event, long lastDay) {
        return 1.0
                / events.stream()
                        .filter(e -> e.same(event) && e.knownBy(lastDay))
                        .count();
    }
}
