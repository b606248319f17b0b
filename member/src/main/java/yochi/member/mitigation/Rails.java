package yochi.member.mitigation;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import yochi.core.model.Mitigation;
import yochi.core.model.Prefix;

/**
 * The member's own bounds on any counter-measure, which no message can loosen.
 *
 * @param own networks the member may protect; a rule's destination must lie inside one
 * @param never networks that no rule may name as source or destination
 * @param shortestDestination shortest prefix length of a destination, such as 24 for IPv4
 * @param longestLease longest time a rule may stay in force
 * @param mostActive most rules in force at once
 * @param mostCollateral largest share of ordinary traffic to the same service that a discard may hit, 0..1
 * @param sharpen whether an armed rate limit becomes a discard of the source networks that a detection names, where
 *     that spares enough ordinary traffic; a limit on all traffic would hit visitors and attackers alike
 */
public record Rails(
        List<Prefix> own,
        List<Prefix> never,
        int shortestDestination,
        Duration longestLease,
        int mostActive,
        double mostCollateral,
        boolean sharpen) {
    public Rails {
        own = List.copyOf(own);
        never = List.copyOf(never);
    }

    /** Every objection to the rule, one sentence each; empty when it may be armed. */
    public List<String> objections(Mitigation rule) {
        List<String> out = new ArrayList<>();
        Prefix to = rule.match().destination();
        if (own.stream().noneMatch(p -> p.contains(to))) {
            out.add("destination " + to + " is not inside this member's networks " + own);
        }
        if (!to.isIpv6() && to.length() < shortestDestination) {
            out.add("destination " + to + " is wider than /" + shortestDestination);
        }
        if (rule.lease().compareTo(longestLease) > 0) {
            out.add("lease " + rule.lease() + " is longer than " + longestLease);
        }
        for (Prefix protectedPrefix : never) {
            if (overlap(protectedPrefix, to)) {
                out.add("destination " + to + " touches " + protectedPrefix + ", which no rule may name");
            }
            for (Prefix from : rule.match().sources()) {
                if (overlap(protectedPrefix, from)) {
                    out.add("source " + from + " touches " + protectedPrefix + ", which no rule may name");
                }
            }
        }
        if (rule.match().protocol().isEmpty() && rule.match().sources().isEmpty()) {
            out.add("matches all traffic to " + to + ": name a protocol or sources");
        }
        return out;
    }

    private static boolean overlap(Prefix a, Prefix b) {
        return a.isIpv6() == b.isIpv6() && (a.contains(b) || b.contains(a));
    }
}
