package yochi.world.campaign;

import java.time.DateTimeException;
import java.time.ZoneId;

/**
 * The time zone in which a campaign is told.
 *
 * @param id such as Asia/Seoul
 */
public record Zone(ZoneId id) {
    public static Zone parse(String text) {
        try {
            return new Zone(ZoneId.of(text));
        } catch (DateTimeException e) {
            throw new IllegalArgumentException("not a time zone such as Europe/Tallinn: " + text, e);
        }
    }

    @Override
    public String toString() {
        return id.getId();
    }
}
