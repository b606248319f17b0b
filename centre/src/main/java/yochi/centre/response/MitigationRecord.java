package yochi.centre.response;

import java.util.List;
import yochi.core.model.Mitigation;
import yochi.core.model.Outcome;

/**
 * One mitigation at one member and all that the member reported of it, oldest first.
 *
 * @param notice id of the notice it came with
 */
public record MitigationRecord(String notice, String member, Mitigation mitigation, List<Outcome> outcomes) {
    public MitigationRecord {
        outcomes = List.copyOf(outcomes);
    }
}
