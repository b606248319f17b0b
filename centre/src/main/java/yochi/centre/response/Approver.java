package yochi.centre.response;

import java.util.Optional;
import yochi.core.model.Notice;
import yochi.link.identity.Signed;

/** The second role, without whose signature no member arms a mitigation. Its key is not the centre's. */
@FunctionalInterface
public interface Approver {
    /** The notice with the approver's signature; empty where a person will give it later, or not at all. */
    Optional<Signed<Notice>> countersign(Signed<Notice> notice);

    /** Approves nothing by itself: every notice waits for {@link Response#approve}. */
    static Approver later() {
        return notice -> Optional.empty();
    }
}
