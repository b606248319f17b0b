package yochi.core.model;

import java.util.Map;

/** Where a party writes down what it did and when, so that an outsider can recompute every published time. */
@FunctionalInterface
public interface EventLog {
    /**
     * Writes one line now.
     *
     * @param event what happened, such as {@code report.stored}
     * @param id what it happened to
     * @param details further fields, JSON values only
     */
    void mark(String event, String id, Map<String, Object> details);

    /** Writes nothing. */
    static EventLog none() {
        return (event, id, details) -> {};
    }
}
