package yochi.world.campaign;

import java.util.Optional;

/**
 * Where a figure was published.
 *
 * @param author who wrote it
 * @param title of the work
 * @param year of publication
 * @param through where we read it, if not in the work itself
 */
public record Publication(String author, String title, int year, Optional<String> through) {
    private static final int FIRST_YEAR = 1988;

    public Publication {
        if (author.isBlank() || title.isBlank() || year < FIRST_YEAR) {
            throw new IllegalArgumentException("a publication has an author, a title and a year from 1988 on");
        }
    }
}
