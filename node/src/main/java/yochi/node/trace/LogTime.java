package yochi.node.trace;

import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import yochi.node.session.LogFault;

/**
 * Times as sensors write them: ISO 8601 with {@code T} or a space, with an offset or without (then UTC), seconds or
 * only minutes; or seconds since 1970 with a fraction.
 */
final class LogTime {
    private static final Pattern ISO = Pattern.compile(
            "(\\d{4}-\\d\\d-\\d\\d)[T ](\\d\\d:\\d\\d(?::\\d\\d(?:[.,]\\d{1,9})?)?) ?(Z|UTC|[+-]\\d\\d:?(?:\\d\\d)?)?");
    private static final Pattern EPOCH = Pattern.compile("\\d{1,12}(?:\\.\\d{1,18})?");
    private static final long NANOS = 1_000_000_000L;

    private LogTime() {}

    /** The time in the text; what is none is a fault of the record. */
    static Instant parse(String text) {
        return parse(text, ZoneOffset.UTC);
    }

    /** The same where times without an offset are of another zone. */
    static Instant parse(String text, ZoneId zone) {
        try {
            Matcher iso = ISO.matcher(text);
            if (iso.matches()) {
                LocalDateTime local = LocalDateTime.parse(
                        iso.group(1) + "T" + iso.group(2).replace(',', '.'));
                return Optional.ofNullable(iso.group(3))
                        .map(offset -> local.toInstant(offset(offset)))
                        .orElseGet(() -> local.atZone(zone).toInstant());
            }
            if (EPOCH.matcher(text).matches()) {
                return seconds(Fields.decimal(text));
            }
        } catch (DateTimeException e) {
            throw new LogFault("the time is none that a calendar holds");
        }
        throw new LogFault("the time is neither ISO 8601 nor seconds since 1970");
    }

    /** The time that the format describes; without a zone in it, UTC. */
    static Instant parse(String text, DateTimeFormatter format) {
        try {
            return Instant.from(format.parse(text));
        } catch (DateTimeException e) {
            throw new LogFault("the time does not follow the mapping's format");
        }
    }

    static Instant seconds(BigDecimal since1970) {
        long whole = since1970.longValue();
        return Instant.ofEpochSecond(
                whole,
                since1970
                        .subtract(BigDecimal.valueOf(whole))
                        .multiply(BigDecimal.valueOf(NANOS))
                        .longValue());
    }

    private static ZoneOffset offset(String zone) {
        if (zone.equals("Z") || zone.equals("UTC")) {
            return ZoneOffset.UTC;
        }
        return ZoneOffset.of(zone.length() == 5 && zone.indexOf(':') < 0
                ? zone.substring(0, 3) + ":" + zone.substring(3)
                : zone);
    }
}
