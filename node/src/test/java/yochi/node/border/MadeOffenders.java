package yochi.node.border;

import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import yochi.core.model.Asn;
import yochi.core.model.Offender;
import yochi.core.model.Prefix;
import yochi.node.offence.OffenceWatch;

/** Machines that attacked, made up for tests. */
final class MadeOffenders {
    static final Instant AT = Instant.parse("2026-01-02T12:10:00Z");

    private MadeOffenders() {}

    /** So many machines that logged in somewhere, and how many more nothing proves. */
    static OffenceWatch.Known known(int proven, long unproven) {
        List<Offender> all = IntStream.range(0, proven)
                .mapToObj(i -> new Offender(
                        Prefix.parse("192.0." + i / 256 + "." + i % 256 + "/32"),
                        new Asn(64_496),
                        AT.minusSeconds(9),
                        AT,
                        Offender.Evidence.LOGIN,
                        1,
                        List.of(),
                        List.of()))
                .toList();
        return new OffenceWatch.Known(all, unproven);
    }
}
