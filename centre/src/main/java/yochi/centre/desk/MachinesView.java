package yochi.centre.desk;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import yochi.centre.pages.Machines;
import yochi.centre.response.MachineMonth;
import yochi.core.model.Offender;

/** Machines at home by month, for the pages, with what the figures do not say. */
final class MachinesView {
    private final Desk desk;

    MachinesView(Desk desk) {
        this.desk = desk;
    }

    Machines machines(Instant now) {
        return new Machines(
                now, desk.machines().months().stream().map(MachinesView::month).toList());
    }

    private static Machines.Month month(MachineMonth m) {
        List<String> missing = new ArrayList<>();
        missing.add("machines: addresses are counted; one may stand for many machines, and one machine for many");
        if (m.daysWatched() < m.days()) {
            missing.add("machines: " + m.daysWatched() + " of " + m.days() + " days watched to the end");
        }
        missing.add(
                m.estimate().isEmpty()
                        ? "machines: no estimate, since fewer than 7 were seen by both halves of the nodes"
                        : "machines: the estimate takes both halves of the nodes to be met alike, so it errs low");
        return new Machines.Month(
                m.month().toString(),
                m.machines(),
                of(m, Offender.Evidence.LOGIN),
                of(m, Offender.Evidence.DOWNLOAD),
                of(m, Offender.Evidence.HANDSHAKE),
                of(m, Offender.Evidence.REPEATED_SCAN),
                m.unowned(),
                m.unproven(),
                m.exempt(),
                m.nodes(),
                m.daysWatched(),
                m.days(),
                m.estimate().map(e -> OptionalDouble.of(e.value())).orElse(OptionalDouble.empty()),
                m.estimate().map(e -> OptionalDouble.of(e.low())).orElse(OptionalDouble.empty()),
                m.estimate().map(e -> OptionalDouble.of(e.high())).orElse(OptionalDouble.empty()),
                Sentences.of(missing));
    }

    private static long of(MachineMonth m, Offender.Evidence evidence) {
        return m.byEvidence().getOrDefault(evidence, 0L);
    }
}
