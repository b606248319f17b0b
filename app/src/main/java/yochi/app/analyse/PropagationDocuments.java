package yochi.app.analyse;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;
import yochi.core.model.Finding;
import yochi.core.model.Finding.Propagation;
import yochi.core.model.Region;

/** Findings of propagation as lines of {@link AnalyseDocument}; writes down the reason of every null. */
final class PropagationDocuments {
    private final List<AnalyseDocument.Unknown> unknown;

    PropagationDocuments(List<AnalyseDocument.Unknown> unknown) {
        this.unknown = unknown;
    }

    List<PropagationLine> propagation(List<Propagation> found) {
        List<PropagationLine> out = new ArrayList<>();
        for (Propagation p : found) {
            String at = "propagation[" + out.size() + "].";
            out.add(new PropagationLine(
                    p.window().toString(),
                    Words.of(p.conclusion()),
                    Words.japanese(p.conclusion()),
                    p.cascades(),
                    p.needed(),
                    p.arrows().stream().map(PropagationDocuments::arrow).toList(),
                    leads(p, at),
                    leaders(p, at),
                    orNull(p.common().shared(), at + "shared", "no hourly counts of regions enough and days enough"),
                    p.common().together(),
                    p.why(),
                    p.missing()));
        }
        return out;
    }

    private static PropagationLine.Arrow arrow(Propagation.Arrow a) {
        return new PropagationLine.Arrow(
                a.from().name(),
                a.to().name(),
                Words.of(a.basis()),
                a.attackType().name(),
                a.lagHours(),
                a.strength(),
                a.low(),
                a.high(),
                a.frequency(),
                a.gain(),
                a.qValue());
    }

    private List<PropagationLine.Lead> leads(Propagation p, String at) {
        List<PropagationLine.Lead> out = new ArrayList<>();
        for (Propagation.Lead l : p.leads()) {
            String path = at + "leads[" + out.size() + "].";
            out.add(new PropagationLine.Lead(
                    l.from().name(),
                    l.to().name(),
                    l.attackType().name(),
                    l.lagHours(),
                    l.correlation(),
                    l.qValue(),
                    orNull(l.granger(), path + "granger", "too few hours without a gap, or a constant series"),
                    orNull(l.entropy(), path + "entropy", "too few hours")));
        }
        return out;
    }

    private List<PropagationLine.Leader> leaders(Propagation p, String at) {
        List<PropagationLine.Leader> out = new ArrayList<>();
        for (Propagation.Leader l : p.leaders()) {
            String path = at + "leaders[" + out.size() + "].score";
            String why = "not enough cascades that spread: "
                    + (p.cascades() - p.common().together()) + " of " + p.needed();
            out.add(new PropagationLine.Leader(
                    l.region().name(), l.first(), l.of(), orNull(l.score(), path, why)));
        }
        return out;
    }

    private @Nullable Double orNull(OptionalDouble value, String path, String reason) {
        if (value.isPresent()) {
            return value.getAsDouble();
        }
        unknown.add(new AnalyseDocument.Unknown(path, reason));
        return null;
    }

    static ReachLine reach(Finding.Reach r) {
        return new ReachLine(
                r.home().name(),
                r.attackType().name(),
                r.service().toString(),
                r.window().toString(),
                r.hours(),
                r.reach(),
                r.seen(),
                r.at().stream().map(Region::name).toList(),
                r.missing());
    }
}
