package yochi.member.line;

import java.util.Optional;
import yochi.core.model.Outcome;
import yochi.member.mitigation.Lease;

/** Which changes of a counter-measure the centre is told. */
final class Outcomes {
    private Outcomes() {}

    static Optional<Outcome.State> state(Lease.State state) {
        return switch (state) {
            case ARMED -> Optional.of(Outcome.State.ARMED);
            case ACTIVE -> Optional.of(Outcome.State.ACTIVE);
            case WITHDRAWN -> Optional.of(Outcome.State.WITHDRAWN);
            case EXPIRED -> Optional.of(Outcome.State.EXPIRED);
            case REFUSED -> Optional.empty();
        };
    }
}
