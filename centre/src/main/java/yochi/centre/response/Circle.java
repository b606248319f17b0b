package yochi.centre.response;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import yochi.centre.store.ControlStore;
import yochi.core.model.Alert;
import yochi.core.model.Offender;

/**
 * The groups of members across sectors: who hears of what befalls another, and in how many sectors the same was
 * seen.
 */
final class Circle {
    private static final int MOST_SEEN = 8;

    private final ControlStore store;
    private volatile List<Group> groups = List.of();

    Circle(ControlStore store) {
        this.store = store;
    }

    /** A member that is told for the sake of another in its group. */
    record Hearer(MemberEntry member, Group group, Set<String> sectors) {}

    void join(List<Group> all) {
        groups = List.copyOf(all);
    }

    List<Group> groups() {
        return groups;
    }

    /** Writes down in which sectors of which groups it was seen. */
    void note(Alert alert, Group.Matter about, List<MemberEntry> concerned, List<Offender> machines) {
        Set<String> what = what(alert, about, machines);
        store.transaction(h -> {
            for (Group group : groups) {
                if (!speaks(group, alert, about)) {
                    continue;
                }
                for (MemberEntry member : concerned) {
                    if (group.members().contains(member.name())) {
                        what.forEach(w -> DeliveryTables.sighted(
                                h, group.name(), w, sector(member), alert.id(), alert.raised()));
                    }
                }
            }
            return what;
        });
    }

    private static boolean speaks(Group group, Alert alert, Group.Matter about) {
        return group.tells().contains(about) && alert.tlp().compareTo(group.clearance()) <= 0;
    }

    private static Set<String> what(Alert alert, Group.Matter about, List<Offender> machines) {
        Set<String> out = new TreeSet<>();
        alert.victims().forEach(v -> out.addAll(v.vectors()));
        machines.forEach(m -> m.attackTypes().forEach(t -> out.add(t.name())));
        if (out.isEmpty()) {
            out.add(about.name());
        }
        return out;
    }

    private static String sector(MemberEntry member) {
        return member.sector().isEmpty() ? "unnamed" : member.sector();
    }

    /** Who else is told: once for each member, for the first group that has both. */
    List<Hearer> hearers(Alert alert, Group.Matter about, List<MemberEntry> concerned, List<MemberEntry> all) {
        Set<String> known = concerned.stream().map(MemberEntry::name).collect(Collectors.toCollection(HashSet::new));
        Set<String> first = Set.copyOf(known);
        List<Hearer> out = new ArrayList<>();
        for (Group group : groups) {
            Set<String> sectors = concerned.stream()
                    .filter(m -> group.members().contains(m.name()))
                    .map(Circle::sector)
                    .collect(Collectors.toCollection(TreeSet::new));
            if (sectors.isEmpty() || !speaks(group, alert, about)) {
                continue;
            }
            all.stream()
                    .filter(m -> group.members().contains(m.name()) && !first.contains(m.name()) && known.add(m.name()))
                    .forEach(m -> out.add(new Hearer(m, group, sectors)));
        }
        return out;
    }

    /** The alert for somebody whom it does not concern himself. */
    Alert heard(Alert alert, Hearer hearer) {
        return with(
                alert,
                "Told to you as a member of group " + hearer.group().name() + ": sector "
                        + String.join(", ", hearer.sectors()) + " is concerned.");
    }

    /** The alert with the sectors that have seen the same, where there are several in a group of this member. */
    Alert told(Alert alert, Group.Matter about, MemberEntry member) {
        Alert out = alert;
        for (Group group : groups) {
            if (!group.members().contains(member.name()) || !speaks(group, alert, about)) {
                continue;
            }
            for (Map.Entry<String, Map<String, Instant>> seen : seen(group, alert.id()).entrySet()) {
                if (seen.getValue().size() > 1) {
                    out = with(
                            out,
                            "Seen in " + seen.getValue().size() + " sectors of group " + group.name() + ": "
                                    + seen.getKey() + " (" + since(seen.getValue()) + ").");
                }
            }
        }
        return out;
    }

    private static String since(Map<String, Instant> sectors) {
        return sectors.entrySet().stream()
                .map(e -> e.getKey() + " since " + e.getValue())
                .collect(Collectors.joining(", "));
    }

    /** Of what this alert tells: sectors by the time at which each saw it first. */
    private Map<String, Map<String, Instant>> seen(Group group, String alert) {
        Set<String> what = store.transaction(
                h -> Set.copyOf(h.createQuery("SELECT DISTINCT what FROM group_sighting WHERE grp = ? AND alert = ?")
                        .bind(0, group.name())
                        .bind(1, alert)
                        .mapTo(String.class)
                        .list()));
        Map<String, Map<String, Instant>> out = new TreeMap<>();
        for (GroupSighting s : store.transaction(h -> DeliveryTables.sightings(h, group.name()))) {
            if (what.contains(s.what()) && (out.containsKey(s.what()) || out.size() < MOST_SEEN)) {
                out.computeIfAbsent(s.what(), w -> new TreeMap<>()).put(s.sector(), s.first());
            }
        }
        return out;
    }

    private static Alert with(Alert alert, String sentence) {
        List<String> evidence = new ArrayList<>(alert.evidence());
        evidence.add(sentence);
        return new Alert(
                alert.id(),
                alert.basis(),
                alert.occurred(),
                alert.raised(),
                alert.title(),
                alert.asn(),
                alert.victims(),
                alert.probability(),
                alert.horizonHours(),
                evidence,
                alert.advice(),
                alert.tlp(),
                alert.assessment());
    }
}
