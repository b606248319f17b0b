package yochi.member.mitigation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import yochi.core.model.ErrorCode;
import yochi.core.model.Mitigation;
import yochi.core.model.Prefix;
import yochi.core.model.YochiException;

/** cut off at once, inside the member's own rails, and never for longer than the lease. */
class LeasesTest {
    private static final Prefix OWN = Prefix.parse("192.0.2.0/24");
    private static final Prefix VICTIM = Prefix.parse("192.0.2.80/32");
    private static final Rails RAILS = new Rails(
            List.of(OWN), List.of(Prefix.parse("198.51.100.53/32")), 24, Duration.ofMinutes(30), 1, 0.2, true);

    private static final Duration LONG = Duration.ofDays(1);

    @TempDir
    private Path dir;

    private long nanos;
    private Instant wall = Instant.parse("2026-01-01T00:00:00Z");
    private final List<Lease> changes = new ArrayList<>();

    private static Mitigation rule(String id, String to, Duration lease, List<Prefix> sources) {
        Mitigation.Match match = new Mitigation.Match(
                Prefix.parse(to), sources, Optional.of(6), List.of(443), List.of(), Optional.empty());
        return new Mitigation(id, match, new Mitigation.Action.Discard(), lease, "forecast");
    }

    private LogBackEnd log() {
        return new LogBackEnd(dir.resolve("rules.log"), () -> wall);
    }

    private Leases leases(BackEnd backEnd) {
        return new Leases(RAILS, backEnd, () -> nanos, changes::add);
    }

    private void pass(Duration time) {
        nanos += time.toNanos();
        wall = wall.plus(time);
    }

    @Test
    void anArmedRuleCutsNothingUntilItIsActivatedAndThenReadsBackNarrowed() {
        LogBackEnd log = log();
        Leases leases = leases(log);
        leases.arm(rule("m1", "192.0.2.0/24", Duration.ofMinutes(10), List.of()), "operator", LONG);
        assertThat(log.readBack()).isEmpty();

        List<Prefix> sources = List.of(Prefix.parse("203.0.113.0/27"));
        Lease active = leases.activate("m1", VICTIM, sources, 0.1);

        assertThat(active.state()).isEqualTo(Lease.State.ACTIVE);
        assertThat(log.readBack()).containsExactly(active.rule());
        assertThat(active.rule().match().destination()).isEqualTo(VICTIM);
        assertThat(active.rule().match().sources()).isEqualTo(sources);
    }

    @Test
    void aRuleForSomebodyElsesNetworkIsRefusedWithTheReason() {
        Lease refused =
                leases(log()).arm(rule("m1", "198.51.100.0/24", Duration.ofMinutes(1), List.of()), "centre", LONG);
        assertThat(refused.state()).isEqualTo(Lease.State.REFUSED);
        assertThat(refused.history().getLast().why()).contains("not inside this member's networks");
    }

    @Test
    void aLeaseLongerThanTheRailsOrASourceThatMustNeverBeBlockedIsRefused() {
        Leases leases = leases(log());
        assertThat(leases.arm(rule("m1", "192.0.2.80/32", Duration.ofMinutes(31), List.of()), "x", LONG)
                        .state())
                .isEqualTo(Lease.State.REFUSED);
        Mitigation touching =
                rule("m2", "192.0.2.80/32", Duration.ofMinutes(1), List.of(Prefix.parse("198.51.100.0/24")));
        assertThat(leases.arm(touching, "x", LONG).state()).isEqualTo(Lease.State.REFUSED);
    }

    @Test
    void aDiscardThatWouldHitTooMuchOrdinaryTrafficStaysArmedForAPerson() {
        LogBackEnd log = log();
        Leases leases = leases(log);
        leases.arm(rule("m1", "192.0.2.80/32", Duration.ofMinutes(1), List.of()), "x", LONG);
        Lease lease = leases.activate("m1", VICTIM, List.of(), 0.5);
        assertThat(lease.state()).isEqualTo(Lease.State.ARMED);
        assertThat(lease.history().getLast().why()).contains("a person must decide");
        assertThat(log.readBack()).isEmpty();
    }

    @Test
    void anArmedLimitBecomesADiscardOfTheNamedSourcesOnlyWhereThatSparesTheVisitors() {
        Mitigation.Match match = new Mitigation.Match(
                Prefix.parse("192.0.2.0/24"), List.of(), Optional.of(6), List.of(443), List.of(), Optional.empty());
        Mitigation.Action limit = new Mitigation.Action.Limit(1_000_000);
        List<Prefix> sources = List.of(Prefix.parse("203.0.113.0/27"));
        Leases spared = leases(log());
        spared.arm(new Mitigation("m1", match, limit, Duration.ofMinutes(1), "ordered"), "x", LONG);
        Mitigation sharp = spared.activate("m1", VICTIM, sources, 0.1).rule();
        assertThat(sharp.action()).isEqualTo(new Mitigation.Action.Discard());
        assertThat(sharp.match().sources()).isEqualTo(sources);
        spared.close();

        Leases mixed = leases(log());
        mixed.arm(new Mitigation("m2", match, limit, Duration.ofMinutes(1), "ordered"), "x", LONG);
        Mitigation blunt = mixed.activate("m2", VICTIM, sources, 0.9).rule();
        assertThat(blunt.action()).isEqualTo(limit);
        assertThat(blunt.match().sources()).isEmpty();
    }

    @Test
    void aDestinationOutsideWhatWasArmedIsNotCut() {
        Leases leases = leases(log());
        leases.arm(rule("m1", "192.0.2.80/32", Duration.ofMinutes(1), List.of()), "x", LONG);
        assertThat(leases.activate("m1", Prefix.parse("192.0.2.81/32"), List.of(), 0)
                        .state())
                .isEqualTo(Lease.State.ARMED);
    }

    @Test
    void neverMoreRulesAreActiveThanTheRailsAllow() {
        Leases leases = leases(log());
        leases.arm(rule("m1", "192.0.2.80/32", Duration.ofMinutes(1), List.of()), "x", LONG);
        leases.arm(rule("m2", "192.0.2.81/32", Duration.ofMinutes(1), List.of()), "x", LONG);
        assertThat(leases.activate("m1", VICTIM, List.of(), 0).state()).isEqualTo(Lease.State.ACTIVE);
        assertThat(leases.activate("m2", Prefix.parse("192.0.2.81/32"), List.of(), 0)
                        .state())
                .isEqualTo(Lease.State.ARMED);
    }

    @Test
    void aLeaseEndsByItselfAndIsTakenOutOfForce() {
        LogBackEnd log = log();
        Leases leases = leases(log);
        leases.arm(rule("m1", "192.0.2.80/32", Duration.ofMinutes(10), List.of()), "x", LONG);
        leases.activate("m1", VICTIM, List.of(), 0);
        pass(Duration.ofMinutes(9));
        leases.expire();
        assertThat(log.readBack()).hasSize(1);
        pass(Duration.ofMinutes(1));
        leases.expire();
        assertThat(log.readBack()).isEmpty();
        assertThat(leases.all().getFirst().state()).isEqualTo(Lease.State.EXPIRED);
    }

    @Test
    void anArmedRuleThatNoAttackCameForEndsWithItsNotice() {
        Leases leases = leases(log());
        leases.arm(rule("m1", "192.0.2.80/32", Duration.ofMinutes(10), List.of()), "x", Duration.ofHours(2));
        pass(Duration.ofHours(2).minusSeconds(1));
        leases.expire();
        assertThat(leases.all().getFirst().state()).isEqualTo(Lease.State.ARMED);
        pass(Duration.ofSeconds(1));
        leases.expire();
        assertThat(leases.all().getFirst().state()).isEqualTo(Lease.State.EXPIRED);
        assertThat(leases.armedFor(VICTIM, 6, 443)).isEmpty();
    }

    @Test
    void rulesThatHaveEndedMakeRoomForNewOnesAndArmedOnesStay() {
        Leases leases = leases(log());
        leases.arm(rule("first", "192.0.2.80/32", Duration.ofMinutes(10), List.of()), "x", LONG);
        for (int i = 0; i < Leases.MOST_KNOWN + 10; i++) {
            leases.arm(rule("m" + i, "192.0.2.80/32", Duration.ofMinutes(10), List.of()), "x", LONG);
            leases.withdraw("m" + i, "over");
        }
        assertThat(leases.all()).hasSize(Leases.MOST_KNOWN);
        assertThat(leases.all().getFirst().state()).isEqualTo(Lease.State.ARMED);
        assertThat(leases.all().getLast().rule().id()).isEqualTo("m" + (Leases.MOST_KNOWN + 9));
    }

    @Test
    void theHistoryOfARuleThatIsAskedForAgainAndAgainStaysShort() {
        Leases leases = leases(log());
        leases.arm(rule("m1", "192.0.2.80/32", Duration.ofMinutes(10), List.of()), "operator", LONG);
        for (int i = 0; i < 500; i++) {
            leases.activate("m1", VICTIM, List.of(), 0.9);
        }
        assertThat(leases.all().getFirst().history()).hasSize(Lease.MOST_CHANGES);
        assertThat(leases.all().getFirst().history().getFirst().why()).isEqualTo("armed by operator");
    }

    @Test
    void aRuleWhoseKeeperDiedIsOutOfForceWhenItsLeaseEnds() {
        LogBackEnd log = log();
        Leases leases = leases(log);
        leases.arm(rule("m1", "192.0.2.80/32", Duration.ofMinutes(10), List.of()), "x", LONG);
        leases.activate("m1", VICTIM, List.of(), 0);
        pass(Duration.ofMinutes(11));
        assertThat(log().readBack()).isEmpty();
    }

    @Test
    void closingTheKeeperWithdrawsWhatWasActive() {
        LogBackEnd log = log();
        Leases leases = leases(log);
        leases.arm(rule("m1", "192.0.2.80/32", Duration.ofMinutes(10), List.of()), "x", LONG);
        leases.activate("m1", VICTIM, List.of(), 0);
        leases.close();
        assertThat(log.readBack()).isEmpty();
    }

    @Test
    void reconcilingMendsWhatTheBackEndLostAndRemovesWhatNobodyWants() {
        LogBackEnd log = log();
        Leases leases = leases(log);
        leases.arm(rule("m1", "192.0.2.80/32", Duration.ofMinutes(10), List.of()), "x", LONG);
        leases.activate("m1", VICTIM, List.of(), 0);
        log.withdraw("m1");
        log.activate(rule("stray", "192.0.2.9/32", Duration.ofMinutes(10), List.of()));
        assertThat(leases.reconcile()).hasSize(2);
        assertThat(log.readBack()).extracting(Mitigation::id).containsExactly("m1");
    }

    @Test
    void whatTheBackEndRefusesToEndKeepsNoOtherRuleInForceAndIsTriedAgain() {
        Set<String> stuck = new HashSet<>(Set.of("m1"));
        LogBackEnd log = log();
        BackEnd refusing = new BackEnd() {
            @Override
            public String name() {
                return "refusing";
            }

            @Override
            public void activate(Mitigation rule) {
                log.activate(rule);
            }

            @Override
            public void withdraw(String id) {
                if (stuck.contains(id)) {
                    throw new YochiException(ErrorCode.RESOURCE_EXHAUSTED, "full");
                }
                log.withdraw(id);
            }

            @Override
            public List<Mitigation> readBack() {
                return log.readBack();
            }
        };
        Rails two = new Rails(List.of(OWN), List.of(), 24, Duration.ofMinutes(30), 2, 0.2, true);
        Leases leases = new Leases(two, refusing, () -> nanos, changes::add);
        for (String id : List.of("m1", "m2")) {
            leases.arm(rule(id, "192.0.2.80/32", Duration.ofMinutes(10), List.of()), "x", LONG);
            leases.activate(id, VICTIM, List.of(), 0);
        }
        nanos += Duration.ofMinutes(11).toNanos();
        assertThatThrownBy(leases::expire).hasMessageContaining("full");
        assertThat(log.readBack()).extracting(Mitigation::id).containsExactly("m1");
        stuck.clear();
        leases.expire();
        assertThat(log.readBack()).isEmpty();
        assertThat(leases.all()).extracting(Lease::state).containsOnly(Lease.State.EXPIRED);
    }
}
