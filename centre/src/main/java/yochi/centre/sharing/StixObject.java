package yochi.centre.sharing;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;

/**
 * One version of a STIX object in one collection.
 *
 * @param id STIX id
 * @param type STIX type
 * @param version its {@code modified}, else {@code created}, else the date it was added
 * @param addedMicros date added in microseconds since 1970: unique and growing over the whole service
 * @param body the object as JSON text
 */
record StixObject(String id, String type, String version, long addedMicros, String body) {
    private static final DateTimeFormatter SIX_DECIMALS =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSSSSS'Z'").withZone(ZoneOffset.UTC);

    String added() {
        return timestamp(addedMicros);
    }

    static String timestamp(long micros) {
        return SIX_DECIMALS.format(Instant.EPOCH.plus(micros, ChronoUnit.MICROS));
    }

    static long micros(Instant t) {
        return ChronoUnit.MICROS.between(Instant.EPOCH, t);
    }
}
