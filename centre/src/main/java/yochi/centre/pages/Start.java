package yochi.centre.pages;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * The start page's answer: what is new since the reader last looked, what to do, what can be left alone.
 *
 * @param asOf when this was put together, wall clock
 * @param news what happened, the newest first
 * @param newsLeftOut further news not listed
 * @param tasks what a person must do, the most urgent first
 * @param quiet what can be left alone, and why
 */
public record Start(Instant asOf, List<News> news, int newsLeftOut, List<Task> tasks, List<Quiet> quiet) {
    public Start {
        news = List.copyOf(news);
        tasks = List.copyOf(tasks);
        quiet = List.copyOf(quiet);
    }

    /** What the reader should feel about it. */
    public enum Weight {
        /** Somebody must act. */
        ACT,
        /** Worth knowing. */
        KNOW,
        /** For the record. */
        NOTE
    }

    /**
     * Something that happened.
     *
     * @param id stable, so that the reader's browser can remember what was seen
     * @param at wall clock
     * @param weight how much it matters
     * @param about the view that tells more
     * @param item the item's id in that view, where there is one
     * @param what one sentence
     * @param simulated whether it rests on simulated traffic
     */
    public record News(
            String id, Instant at, Weight weight, View about, Optional<String> item, Phrase what, boolean simulated) {}

    /**
     * Something a person must do.
     *
     * @param since when it became necessary, wall clock
     * @param due until when, where there is a limit
     * @param what the matter
     * @param how what to do now
     */
    public record Task(
            String id,
            Instant since,
            Optional<Instant> due,
            View about,
            Optional<String> item,
            Phrase what,
            Phrase how,
            boolean simulated) {}

    /**
     * A group of things that need nobody's attention.
     *
     * @param count how many
     * @param what what they are
     * @param why why they can be left alone
     */
    public record Quiet(String id, int count, View about, Phrase what, Phrase why) {}
}
