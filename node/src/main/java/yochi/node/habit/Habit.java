package yochi.node.habit;

import java.util.List;
import java.util.Map;

/**
 * What a group of sources says and when it comes. A group are the sources whose sessions at one service have the same
 * script: the commands that they ran, else the requests that they made, else the first text that they sent; sessions
 * without any of these are one group a service.
 *
 * @param service what was addressed
 * @param by what the group has in common: {@code commands}, {@code requests}, {@code texts} or {@code none}
 * @param sessions how many
 * @param sources distinct ones
 * @param networks their /24 (IPv6: /48)
 * @param words most sources first
 * @param further uses of words that found no room, by kind
 * @param timing when they come
 */
public record Habit(
        String service,
        String by,
        long sessions,
        long sources,
        long networks,
        Map<WordKind, List<Word>> words,
        long further,
        Timing timing) {
    /**
     * One word, without any address.
     *
     * @param sources distinct ones that used it
     * @param sessions in which it was used
     */
    public record Word(String word, long sources, long networks, long sessions) {}

    /**
     * When the sources of the group come; all are counts, so that parts add up.
     *
     * @param gaps sessions by the seconds since the same source's session before, by lower ends of bins: 0, 1, 2, 4 …
     * @param lasted sessions by their duration in seconds, likewise
     * @param hours sessions by the hour of the day (UTC)
     */
    public record Timing(Map<Long, Long> gaps, Map<Long, Long> lasted, List<Long> hours) {}
}
