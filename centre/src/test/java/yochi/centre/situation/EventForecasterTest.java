package yochi.centre.situation;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import yochi.analysis.victim.AttackDays;
import yochi.analysis.victim.PublicEvents;
import yochi.core.model.Country;
import yochi.core.model.Forecast;
import yochi.core.model.Prediction;

/** scheduled public events in the forecast of the home country, with what they moved. */
class EventForecasterTest {
    private static final int DAYS = 200;
    private static final List<String> STATES = List.of("AA", "BB", "CC", "DD", "EE", "FF");

    @Test
    void anEventOfHomeRaisesTheForecastAndStandsInItOnceItsDateIsPublic() {
        List<PublicEvents.Event> past = new ArrayList<>();
        AttackDays days = orders(past);
        LocalDate tomorrow = LocalDate.ofEpochDay(DAYS);
        Forecast without = first(days, past);
        Forecast with = first(days, and(past, tomorrow, tomorrow.minusDays(30)));
        Forecast tooEarly = first(days, and(past, tomorrow, tomorrow));
        assertThat(probability(with)).isGreaterThan(probability(without) + 0.05);
        assertThat(with.missing())
                .singleElement()
                .asString()
                .startsWith("Scheduled public events count in this with +")
                .endsWith("points: election JP parliament on " + tomorrow + ".");
        assertThat(without.missing()).isEmpty();
        assertThat(probability(tooEarly)).isEqualTo(probability(without));
        assertThat(tooEarly.missing()).isEmpty();
    }

    private static List<PublicEvents.Event> and(
            List<PublicEvents.Event> past, LocalDate day, LocalDate known) {
        List<PublicEvents.Event> out = new ArrayList<>(past);
        out.add(new PublicEvents.Event("JP", day, day, "election", "JP parliament", known));
        return out;
    }

    @Test
    void aCalendarThatEndsBeforeTheDayIsToldAsNotKnown() {
        List<PublicEvents.Event> past = new ArrayList<>();
        AttackDays days = orders(past);
        assertThat(issue(days, past).missing())
                .containsExactly("The calendar of public events does not reach " + LocalDate.ofEpochDay(DAYS)
                        + ": none is known, which is not none.");
    }

    /** With a calendar that reaches further. */
    private static Forecast first(AttackDays days, List<PublicEvents.Event> events) {
        LocalDate later = LocalDate.ofEpochDay(DAYS + 60L);
        List<PublicEvents.Event> all = new ArrayList<>(events);
        all.add(new PublicEvents.Event("ZZ", later, later, "election", "ZZ parliament", LocalDate.ofEpochDay(0)));
        return issue(days, all);
    }

    private static Forecast issue(AttackDays days, List<PublicEvents.Event> events) {
        EventCalendar.Read calendar = new EventCalendar.Read(events, List.of());
        return new EventForecaster(new Country("JP"), calendar).issue(days, List.of()).getFirst();
    }

    private static double probability(Forecast forecast) {
        return ((Prediction.Probability) forecast.prediction()).value();
    }

    /** Orders name a state on the day of its event, and hardly otherwise. */
    private static AttackDays orders(List<PublicEvents.Event> events) {
        Map<String, Map<Long, AttackDays.Named>> named = new TreeMap<>();
        for (int at = 0; at < STATES.size(); at++) {
            Map<Long, AttackDays.Named> days = new TreeMap<>();
            for (long day = 9 + 2L * at; day < DAYS; day += 19) {
                days.put(day, new AttackDays.Named(1, 0));
                LocalDate date = LocalDate.ofEpochDay(day);
                events.add(new PublicEvents.Event(
                        STATES.get(at), date, date, "election", STATES.get(at) + day, date.minusDays(9)));
            }
            named.put(STATES.get(at), days);
        }
        boolean[] watched = new boolean[DAYS];
        Arrays.fill(watched, true);
        return AttackDays.of(0, watched, named);
    }
}
