package yochi.node.border;

import java.net.InetAddress;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import yochi.core.model.Country;
import yochi.core.model.ErrorCode;
import yochi.core.model.Offender;
import yochi.core.model.Service;
import yochi.core.model.SourceList;
import yochi.core.model.SourceReport;
import yochi.core.model.YochiException;
import yochi.node.offence.SourceDays;

/**
 * Finds, at a node of the home country, whom the tokens of the centre's lists stand for: among the sources that it saw
 * itself, and among the addresses that other nodes closed for it. What it learns stays at the node.
 */
public final class SourceResolution {
    /** Nobody lets the reader know. */
    static final String ABROAD = "seen only abroad, where no policy lets this node have the address";

    static final String AT_HOME = "seen by another node at home, which did not close the address for this one";
    static final String GONE = "forgotten here since, or in a box that could not be opened";

    private final SourceList list;
    private final Map<Service, Map<Long, Found>> known = new HashMap<>();
    private final List<String> refused = new ArrayList<>();

    private record Found(InetAddress address, Offender.Evidence evidence, boolean own) {}

    /**
     * One place of a list with the address behind it.
     *
     * @param rank from 1
     * @param place what the centre says of it
     * @param address whom it stands for
     * @param evidence why that address cannot have been forged
     * @param own whether this node saw it itself
     */
    public record Resolved(
            Service service,
            int rank,
            SourceList.Place place,
            InetAddress address,
            Offender.Evidence evidence,
            boolean own) {}

    /**
     * What was found.
     *
     * @param sources by service and rank
     * @param unresolved places whose address this node does not know, by the reason
     * @param refused boxes that could not be opened, and why
     */
    public record Result(List<Resolved> sources, Map<String, Integer> unresolved, List<String> refused) {}

    private SourceResolution(SourceList list) {
        this.list = list;
    }

    /**
     * Resolves a list.
     *
     * @param keys the day's, which other nodes share
     * @param pair the node's own; without it no box is opened
     * @param self the node's name on the roster
     * @param own what it saw itself
     */
    public static Result of(
            SourceList list,
            SketchKeys keys,
            Optional<NodePair> pair,
            String self,
            List<KeyRoster.Entry> roster,
            SourceDays own) {
        SketchKeys.ListKey key = keys.lists(list.day());
        if (!key.id().equals(list.keyId())) {
            throw new YochiException(
                    ErrorCode.SETTINGS,
                    "the list is under the key " + list.keyId() + ", this node has " + key.id()
                            + ": give it the sketch key of the group (sketchKeys)");
        }
        SourceResolution out = new SourceResolution(list);
        for (SourceList.Box box : list.boxes()) {
            out.open(box, key, pair, self, roster);
        }
        long last = list.day().toEpochDay() - 1;
        for (SourceList.OfService service : list.services()) {
            own.sources(service.service(), last, SourceReport.MOST_DAYS)
                    .forEach(s -> out.know(key, service.service(), s.address(), s.evidence(), true));
        }
        return out.resolved();
    }

    private void open(
            SourceList.Box box,
            SketchKeys.ListKey key,
            Optional<NodePair> pair,
            String self,
            List<KeyRoster.Entry> roster) {
        Optional<KeyRoster.Entry> sender = roster.stream()
                .filter(e -> e.node().equals(box.node()) && e.country().equals(box.country()))
                .findFirst();
        if (pair.isEmpty() || sender.isEmpty()) {
            refused.add(who(box.country()) + (pair.isEmpty()
                    ? ": this node has no key pair (sketchKeys.pair)"
                    : ": its node is not on the signed roster"));
            return;
        }
        Optional<List<ClosedAddresses.Address>> addresses =
                ClosedAddresses.open(box.box(), sender.get(), self, pair.get(), list.day());
        if (addresses.isEmpty()) {
            refused.add(who(box.country()) + ": not closed by the node on the roster for " + self + " and this day");
            return;
        }
        for (SourceList.OfService service : list.services()) {
            addresses.get().forEach(a -> know(key, service.service(), a.address(), a.evidence(), false));
        }
    }

    private static String who(Country country) {
        return "a box from " + country;
    }

    private void know(
            SketchKeys.ListKey key, Service service, InetAddress address, Offender.Evidence evidence, boolean own) {
        known.computeIfAbsent(service, s -> new HashMap<>())
                .put(key.token(service, address.getAddress()), new Found(address, evidence, own));
    }

    private Result resolved() {
        List<Resolved> sources = new ArrayList<>();
        Map<String, Integer> unresolved = new TreeMap<>();
        for (SourceList.OfService service : list.services()) {
            Map<Long, Found> here = known.getOrDefault(service.service(), Map.of());
            int rank = 0;
            for (SourceList.Place place : service.places()) {
                rank++;
                Found found = place.token() == 0 ? null : here.get(place.token());
                if (found == null) {
                    unresolved.merge(why(place), 1, Integer::sum);
                } else {
                    sources.add(new Resolved(
                            service.service(), rank, place, found.address, found.evidence, found.own));
                }
            }
        }
        return new Result(sources, unresolved, refused);
    }

    private static String why(SourceList.Place place) {
        if (place.token() != 0) {
            return GONE;
        }
        return place.homeDays() > 0 ? AT_HOME : ABROAD;
    }
}
