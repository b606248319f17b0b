package yochi.centre.desk;

import java.math.BigInteger;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import yochi.analysis.cube.Cell;
import yochi.analysis.cube.Cube;
import yochi.analysis.forecast.ForecastAnalysis;
import yochi.analysis.spread.SpreadForecast;
import yochi.analysis.victim.AttackDays;
import yochi.centre.ledger.Basis;
import yochi.centre.ledger.Eligible;
import yochi.centre.ledger.Statement;
import yochi.centre.situation.EventCalendar;
import yochi.centre.situation.EventForecaster;
import yochi.centre.situation.HomeUnits;
import yochi.centre.situation.SeenSites;
import yochi.centre.situation.UnitDays;
import yochi.core.model.Asn;
import yochi.core.model.AttackType;
import yochi.core.model.EpochReport;
import yochi.core.model.Forecast;
import yochi.core.model.Metric;
import yochi.core.model.Prediction;
import yochi.core.model.Region;
import yochi.core.model.Service;
import yochi.link.identity.Sha256;

/**
 * What the desk adds to a forecast before it is sealed: whether a campaign was under way, a digest of what it was made
 * from, and of whom something has to be said each day.
 */
final class Sealing {
    /** Rules of eligibility as they are chained; whoever changes whom they name changes the words too. */
    static final String COUNTS = "Of each region of sensors at home: the total of each attack type, and the services"
            + " with most sources over the last four weeks (as many as the settings say), each with at least one source"
            + " a day in the mean; from the day on that the settings' least number of days was measured. One statement"
            + " of a whole day a unit and day.";

    static final String HOURS = "Of each region of sensors at home: the total of each attack type of which reports"
            + " told the sources of enough hours over the last four weeks (24 times the settings' least number of"
            + " days). One statement of an hour at least a unit and day.";

    static final String SUMS = "Of the home country where it has several regions of sensors: each total and service"
            + " that one of them is asked for and all have measured on the settings' least number of days. One"
            + " statement of a whole day a unit and day.";

    static final String ARRIVALS = "Of each region of sensors at home: the fifty newest attack types on a service that"
            + " somebody saw first within the last fourteen days, nobody in the first week, and the region not yet;"
            + " whether it sees them within one, three and seven days, from the first midnight (UTC) on that neither"
            + " the data nor a live round's clock have passed. One statement a unit and day.";

    static final String ORDERS = "The home country, each home network that attack orders ever named or a registered"
            + " site calls its own, and each prefix and sector of the register of sites, as it is on the day; whether"
            + " orders name it within one day and within seven, from the next midnight (UTC) on; once four weeks of"
            + " orders are known. One statement a unit and day.";

    private static final Duration DAY = Duration.ofDays(1);
    private static final Duration HOUR = Duration.ofHours(1);

    /** Without an order for so long a campaign is over (issue 5: seven quiet days). */
    private static final int QUIET_DAYS = 7;
    /** Days of orders below which nothing is said (EventForecaster). */
    private static final int LEAST_ORDER_DAYS = 28;

    /** A round whose observation time is as near to the wall clock is no replay. */
    private static final Duration LIVE = Duration.ofDays(1);

    private static final BigInteger MODULUS = BigInteger.ONE.shiftLeft(256);

    private final DeskSettings settings;
    private final EventCalendar calendar;
    private BigInteger reports = BigInteger.ZERO;
    private long taken;
    private Optional<LocalDate> counted = Optional.empty();

    Sealing(DeskSettings settings) {
        this(settings, EventCalendar.shipped());
    }

    /**
     * What belongs to statements of a desk.
     *
     * @param calendar of public events that forecasts of orders know of
     */
    Sealing(DeskSettings settings, EventCalendar calendar) {
        this.settings = settings;
        this.calendar = calendar;
    }

    /**
     * Takes a report into the digest, which does not depend on the order in which they came. It stands there by its
     * name, which the store's ingest ledger binds to its bytes.
     */
    synchronized void report(EpochReport report) {
        String name = String.join(
                "|",
                report.node().toString(),
                Long.toUnsignedString(report.boot()),
                Long.toString(report.sequence()),
                report.window().toString(),
                Integer.toString(report.revision()),
                Integer.toString(report.cells().size()));
        reports = reports.add(new BigInteger(1, Sha256.of(name))).mod(MODULUS);
        taken++;
    }

    /** Digest of all reports taken so far, for what is made of them until the moment. */
    synchronized String digest(Instant until) {
        return Sha256.hex(until + "|" + taken + "|" + reports.toString(16));
    }

    /** Digest of the days of orders. */
    static String digest(AttackDays days) {
        StringBuilder out = new StringBuilder();
        out.append(days.size() == 0 ? 0 : days.day(0));
        for (int at = 0; at < days.size(); at++) {
            out.append(days.watched(at) ? '1' : '0');
        }
        for (String region : days.regions()) {
            out.append('|').append(region).append(':');
            for (int at = 0; at < days.size(); at++) {
                if (days.hit(region, at)) {
                    out.append(days.day(at)).append('=').append(days.of(region, at)).append(',');
                }
            }
        }
        return Sha256.hex(out.toString());
    }

    /** The moment until which days of orders are whole, as a forecast made now must see them: the next midnight. */
    static Instant midnight(Instant until) {
        long day = Duration.ofDays(1).toSeconds();
        return Instant.ofEpochSecond(Math.ceilDiv(until.getEpochSecond(), day) * day);
    }

    /**
     * The moment after whose spans have begun: of a live round the wall clock, since a round that takes long ends after
     * midnight with data of before it; of a replay of old data none.
     *
     * @param until observation time of the round
     */
    static Instant late(Instant until, Instant wall) {
        return Duration.between(until, wall).abs().compareTo(LIVE) < 0 ? wall : Instant.MIN;
    }

    List<Statement> counts(List<Forecast> forecasts, String digest) {
        return forecasts.stream()
                .map(f -> new Statement(f, Basis.FORECAST, digest))
                .toList();
    }

    /** What is said of orders; made within a day, of the days from the next midnight on, and issued now. */
    List<Statement> orders(
            UnitDays days, List<Asn> networks, HomeUnits register, SeenSites seen, Instant until) {
        EventCalendar.Read scheduled = calendar.current();
        String digest =
                Sha256.hex(digest(days.whole()) + digest(days.units()) + scheduled.events() + seen.text());
        return new EventForecaster(settings.home(), scheduled)
                .issue(days, networks, register, seen).stream()
                        .map(f -> new Statement(issued(f, until), basis(days, f.question().region()), digest))
                        .toList();
    }

    /** Before the first order of a campaign, against the country or against the very unit that is spoken of, or not. */
    private Basis basis(UnitDays days, Region whom) {
        return underWay(days.whole(), settings.home().code())
                        || underWay(days.whole(), whom.name())
                        || underWay(days.units(), whom.name())
                ? Basis.NOWCAST
                : Basis.FORECAST;
    }

    private static Forecast issued(Forecast f, Instant until) {
        return f.issued().isAfter(until)
                ? new Forecast(f.question(), f.prediction(), f.rivals(), until, until, f.method(), f.missing())
                : f;
    }

    private static boolean underWay(AttackDays days, String region) {
        for (int at = Math.max(0, days.size() - QUIET_DAYS); at < days.size(); at++) {
            if (days.hit(region, at)) {
                return true;
            }
        }
        return false;
    }

    /** Who is eligible for statements on counts and arrivals: told once a day; none when it was. */
    synchronized List<Eligible> eligible(Cube cube, Instant known) {
        LocalDate today = LocalDate.ofInstant(known, ZoneOffset.UTC);
        if (counted.equals(Optional.of(today))) {
            return List.of();
        }
        ForecastAnalysis analysis = new ForecastAnalysis(settings.forecast());
        TreeSet<String> counts = new TreeSet<>();
        TreeSet<String> hours = new TreeSet<>();
        List<Region> regions = cube.regionsOf(settings.home());
        for (Region region : regions) {
            analysis.cells(cube, region).forEach(cell -> counts.add(unit(region, cell, known, DAY)));
            analysis.hourly(cube, region).forEach(cell -> hours.add(unit(region, cell, known, HOUR)));
        }
        Region home = new Region(settings.home().code());
        List<Eligible> out = List.of(
                new Eligible("counts", COUNTS, counts),
                new Eligible("hours", HOURS, hours),
                new Eligible("sums", SUMS, units(analysis.summed(cube, settings.home()).stream()
                        .map(cell -> unit(home, cell, known, DAY)))),
                new Eligible("arrivals", ARRIVALS, units(
                        SpreadForecast.questions(cube, regions).stream().map(Eligible::unit))));
        counted = Optional.of(today);
        return out;
    }

    private static SortedSet<String> units(Stream<String> units) {
        return units.collect(Collectors.toCollection(TreeSet::new));
    }

    private static String unit(Region region, Cell cell, Instant from, Duration span) {
        return Eligible.unit(new Prediction.Question(
                region, cell.attackType(), cell.service(), Metric.SOURCES, from, from.plus(span)));
    }

    /** Who is eligible for statements on orders; empty before four weeks are known. */
    Optional<Eligible> eligible(AttackDays days, List<Asn> networks, HomeUnits register, Instant known) {
        if (days.size() < LEAST_ORDER_DAYS) {
            return Optional.empty();
        }
        List<String> names = new ArrayList<>(networks.stream().map(Asn::toString).toList());
        names.add(settings.home().code());
        register.units().forEach(unit -> names.add(unit.region()));
        TreeSet<String> units = new TreeSet<>();
        for (String name : names) {
            for (int horizon : EventForecaster.HORIZON_DAYS) {
                units.add(Eligible.unit(new Prediction.Question(
                        new Region(name),
                        AttackType.ATTACK_ORDER,
                        Service.ANY,
                        Metric.ORDERS,
                        known,
                        known.plus(Duration.ofDays(horizon)))));
            }
        }
        return Optional.of(new Eligible("orders", ORDERS, units));
    }
}
