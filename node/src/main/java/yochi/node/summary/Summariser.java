package yochi.node.summary;

import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import yochi.core.model.AttackType;
import yochi.core.model.Epoch;
import yochi.core.model.Service;
import yochi.core.model.Service.Protocol;
import yochi.core.model.Tool;
import yochi.core.model.Uptime;
import yochi.node.classify.ClassifiedSink;
import yochi.node.classify.Rule;
import yochi.node.classify.ServiceNumber;
import yochi.node.classify.Verdict;
import yochi.node.classify.VerdictBatch;
import yochi.node.classify.VerdictCode;
import yochi.node.observation.AmplificationRequests;
import yochi.node.observation.AttackOrder;
import yochi.node.observation.Field;
import yochi.node.observation.Flow;
import yochi.node.observation.HoneypotSession;
import yochi.node.observation.Nanos;
import yochi.node.observation.Observation;
import yochi.node.observation.Packet;
import yochi.node.observation.PacketBatch;
import yochi.node.observation.PageVisit;
import yochi.node.observation.Sensor;

/**
 * The in-process runner of one node: takes classified observations in any order, keeps one summary per epoch, and hands
 * out release windows once they are over. Not for use by two threads at a time.
 */
public final class Summariser implements ClassifiedSink {
    /** Windows taken out at a time: a leap of the clock must not fill the memory; the next call takes the next ones. */
    private static final int MOST_WINDOWS = 10_000;
    /** 16 MiB tell one million addresses of seven days with an error of 2 %. */
    private static final int SEEN_BITS = 24;
    /** Epochs that nobody adds to are packed once they take more. */
    private static final long LOOSE_BYTES = 8L << 20;
    /** Records of several sensors or files step back and forth between a few epochs: those stay as they are. */
    private static final int LEFT_LOOSE = 3;
    private static final int MANY_EPOCHS = 256;
    /** New epochs between looks at the memory where there are many. */
    private static final int LOOK_EVERY = 64;
    private static final int LENGTH = Field.LENGTH.bit();
    private static final Tool[] TOOLS = Tool.values();
    private static final int TCP = 6;
    private static final int UDP = 17;
    private static final int ICMP = 1;
    private static final int ICMP6 = 58;

    /** The cell of the first sensor that a rule's type decides, by the rule's number. */
    private static final long[] OF_RULE = Stream.of(Rule.values())
            .mapToLong(rule -> CellCode.pack(0, rule.type(), Tool.NONE, 0, 0))
            .toArray();
    /** Whether what a packet names itself is read of those that the rule decides, by its number. */
    private static final boolean[] WRITTEN = new boolean[OF_RULE.length];

    static {
        Rule[] rules = Rule.values();
        for (int i = 0; i < rules.length; i++) {
            WRITTEN[i] = LocalView.readsWritten(rules[i].type());
        }
    }

    private final SummarySettings settings;
    private final Places places;
    private final Dictionary dictionary = new Dictionary();
    private final TreeMap<Epoch, EpochSummary> epochs = new TreeMap<>();
    private final Set<Epoch> released = new HashSet<>();
    private final List<Watch> watches = new ArrayList<>();
    private final Map<String, Sensor> expected = new TreeMap<>();
    private final LeftOut leftOut = new LeftOut();

    private final boolean detailed;
    private final long longestSilence;
    /** What the packets of a batch are counted for. */
    private final long[] cells = new long[PacketBatch.MOST];

    private final int[] slots = new int[PacketBatch.MOST];
    private Optional<SeenSources> seen;
    private EpochSummary current;
    private long held;
    private int heldByCurrent;
    private long looseBytes;
    private long heavyBytes = Long.MAX_VALUE;
    private Runnable heavy = () -> {};
    private Optional<LocalView> view = Optional.empty();
    private final LinkedHashMap<EpochSummary, Long> loose = new LinkedHashMap<>();
    private long currentFrom = 1;
    private long currentTo;
    private Optional<Sensor> lastSensor = Optional.empty();
    private int lastSensorNumber;
    private Instant listTime = Instant.MIN;
    private final Set<String> listed = new HashSet<>();
    private long first = Long.MAX_VALUE;
    private long last = Long.MIN_VALUE;

    /**
     * A runner for the sensors of one node.
     *
     * @param sensors whose uptime is told even where they were never heard of
     */
    public Summariser(SummarySettings settings, List<Sensor> sensors, Places places) {
        this.settings = settings;
        this.places = places;
        sensors.forEach(s -> expected.put(s.name(), s));
        this.current = new EpochSummary(new Epoch(0, settings.epochSeconds()), dictionary, settings);
        this.detailed = !settings.details().isEmpty();
        this.longestSilence = settings.longestSilence().toNanos();
        this.seen = settings.details().contains(Detail.NEW_SOURCES)
                ? Optional.of(new SeenSources(SEEN_BITS))
                : Optional.empty();
    }

    @Override
    public void packet(Packet p, Verdict v) {
        int sensor = sensor(p);
        EpochSummary summary = at(p.timeNanos, sensor);
        AttackType type = v.rule.type();
        long address = v.attributed
                ? dictionary.addresses().of(v.countedVersion, v.countedHigh, v.countedLow)
                : Addresses.NONE;
        int place = settings.byPlace() && v.attributed
                ? dictionary.place(places.of(v.countedVersion, v.countedHigh, v.countedLow))
                : 0;
        long bytes = (p.known & LENGTH) != 0 ? p.wireLength : -1;
        int slot = summary.counted().add(CellCode.pack(sensor, type, v.tool(), v.service, place), address, bytes);
        if (detailed) {
            summary.details().add(slot, p, v, address);
        }
        more(summary, p, v, address);
    }

    /** Adds what only the view of the node's own people reads. */
    private void more(EpochSummary summary, Packet p, Verdict v, long address) {
        if (LocalView.readsWritten(v.type())) {
            long source = p.ipVersion == 0
                    ? Addresses.NONE
                    : dictionary.addresses().of(p.ipVersion, p.sourceHigh(), p.sourceLow());
            long bytes = (p.known & LENGTH) != 0 ? p.wireLength : -1;
            long code = CellCode.pack(lastSensorNumber, v.type(), v.tool(), writtenService(p, v), 0);
            summary.written().add(code, source, bytes);
        }
        if ((v.relations & (v.relations - 1)) != 0) {
            furtherTools(summary, v, lastSensorNumber, address);
        }
    }

    @Override
    public void packets(PacketBatch batch, VerdictBatch verdicts) {
        if (detailed || settings.byPlace() || !isTogether(batch)) {
            ClassifiedSink.super.packets(batch, verdicts);
            return;
        }
        int n = batch.size();
        int[] codes = verdicts.codes();
        int[] relations = verdicts.relations();
        long sensor = CellCode.sensorOnly(lastSensorNumber);
        for (int i = 0; i < n; i++) {
            long type = OF_RULE[VerdictCode.ruleNumber(codes[i])];
            cells[i] = sensor
                    | CellCode.with(type, Verdict.toolNumber(relations[i]), VerdictCode.service(codes[i]));
        }
        current.counted().add(cells, slots, batch, verdicts);
        for (int i = 0; i < n; i++) {
            if (WRITTEN[VerdictCode.ruleNumber(codes[i])] || (relations[i] & (relations[i] - 1)) != 0) {
                Verdict v = verdicts.verdict(i);
                more(current, batch.packet(i), v, v.attributed ? v.countedLow : Addresses.NONE);
            }
        }
    }

    /** Whether all packets belong to one epoch, which is the current one then, without a silence in between. */
    private boolean isTogether(PacketBatch batch) {
        long begin = batch.timeNanos(0);
        long end = batch.timeNanos(batch.size() - 1);
        int sensor = sensor(batch.packet(0));
        at(begin, sensor);
        if (end >= currentTo || end - begin > longestSilence) {
            return false;
        }
        at(end, sensor);
        return true;
    }

    /** A header may fit several tools by chance: the cell names one, the others are kept for the local view. */
    private static void furtherTools(EpochSummary summary, Verdict v, int sensor, long address) {
        for (Tool tool : TOOLS) {
            if (tool != v.tool() && v.fits(tool)) {
                summary.furtherTools()
                        .add(CellCode.pack(sensor, v.rule.type(), tool, ServiceNumber.ANY, 0), address, -1);
            }
        }
    }

    /** The destination's service as the packet names it. */
    private static int writtenService(Packet p, Verdict v) {
        return switch (p.protocol) {
            case TCP -> ServiceNumber.pack(Protocol.TCP, p.knows(Field.PORTS.bit()) ? p.destinationPort() : -1);
            case UDP -> ServiceNumber.pack(Protocol.UDP, p.knows(Field.PORTS.bit()) ? p.destinationPort() : -1);
            case ICMP -> ServiceNumber.pack(Protocol.ICMP, p.knows(Field.ICMP_TYPE.bit()) ? p.icmpType() : -1);
            case ICMP6 -> ServiceNumber.pack(Protocol.ICMP6, p.knows(Field.ICMP_TYPE.bit()) ? p.icmpType() : -1);
            default -> v.service;
        };
    }

    @Override
    public void flow(Flow f, Verdict v) {
        int sensor = sensor(f);
        EpochSummary summary = at(Nanos.of(f.start()), sensor);
        int times = (int) Math.min(Integer.MAX_VALUE, f.packets());
        long address = v.attributed
                ? dictionary.addresses().of(v.countedVersion, v.countedHigh, v.countedLow)
                : Addresses.NONE;
        int place = settings.byPlace() && v.attributed
                ? dictionary.place(places.of(v.countedVersion, v.countedHigh, v.countedLow))
                : 0;
        AttackType type = v.rule.type();
        long bytes = f.bytes().orElse(-1);
        summary.counted().add(CellCode.pack(sensor, type, Tool.NONE, v.service, place), address, bytes, times);
        if (LocalView.readsWritten(type)) {
            int service = ServiceNumber.pack(f.family(), f.destinationPort().orElse(-1));
            summary.written()
                    .add(CellCode.pack(sensor, type, Tool.NONE, service, 0), address(f.source()), bytes, times);
        }
    }

    private long address(InetAddress address) {
        byte[] bytes = address.getAddress();
        ByteBuffer buffer = ByteBuffer.wrap(bytes);
        return bytes.length == 4
                ? Addresses.ipv4(buffer.getInt())
                : dictionary.addresses().of(6, buffer.getLong(), buffer.getLong());
    }

    @Override
    public void session(HoneypotSession s, Rule rule) {
        count(s, s.start(), rule, s.service(), s.source(), -1, 1);
    }

    @Override
    public void amplification(AmplificationRequests r, Rule rule) {
        count(r, r.start(), rule, r.service(), r.victim(), r.bytes().orElse(-1), r.requests());
    }

    @Override
    public void visit(PageVisit v, Rule rule) {
        if (v.server().isPresent()) {
            count(v, v.time(), rule, v.service(), v.server().get(), -1, 1);
            return;
        }
        int sensor = sensor(v);
        long code = CellCode.pack(sensor, rule.type(), Tool.NONE, ServiceNumber.pack(v.service()), 0);
        at(Nanos.of(v.time()), sensor).counted().add(code, dictionary.addresses().named(v.host()), -1);
    }

    private void count(
            Observation o, Instant time, Rule rule, Service service, InetAddress address, long measure, int times) {
        int sensor = sensor(o);
        byte[] bytes = address.getAddress();
        ByteBuffer buffer = ByteBuffer.wrap(bytes);
        int version = bytes.length == 4 ? 4 : 6;
        long high = version == 4 ? 0 : buffer.getLong();
        long low = version == 4 ? Addresses.ipv4(buffer.getInt()) : buffer.getLong();
        int place = settings.byPlace() ? dictionary.place(places.of(version, high, low)) : 0;
        long code = CellCode.pack(sensor, rule.type(), Tool.NONE, ServiceNumber.pack(service), place);
        at(Nanos.of(time), sensor).counted().add(code, dictionary.addresses().of(version, high, low), measure, times);
    }

    @Override
    public void order(AttackOrder order, Rule rule) {
        int sensor = sensor(order);
        EpochSummary summary = at(Nanos.of(order.time()), sensor);
        var victim = order.victim();
        int place = settings.byPlace() ? dictionary.place(new Dictionary.Place(victim.country(), victim.asn())) : 0;
        int service = victim.services().size() == 1
                ? ServiceNumber.pack(victim.services().getFirst())
                : ServiceNumber.ANY;
        long code = CellCode.pack(sensor, rule.type(), Tool.NONE, service, place);
        summary.counted().add(code, dictionary.addresses().named(victim.pseudonym()), ordersOnce(order));
    }

    /** A target with several addresses has several rows on one list, each with the orders for all: they count once. */
    private long ordersOnce(AttackOrder order) {
        if (!order.time().equals(listTime)) {
            listTime = order.time();
            listed.clear();
        }
        return listed.add(order.victim().pseudonym()) ? order.victim().orders() : 0;
    }

    @SuppressWarnings("ReferenceEquality") // the same object in nearly every packet; another one is looked up by name
    private int sensor(Observation observation) {
        Sensor sensor = observation.origin().sensor();
        if (lastSensor.isPresent() && lastSensor.get() == sensor) {
            return lastSensorNumber;
        }
        lastSensor = Optional.of(sensor);
        lastSensorNumber = dictionary.sensor(sensor);
        expected.putIfAbsent(sensor.name(), sensor);
        while (watches.size() <= lastSensorNumber) {
            watches.add(new Watch(settings.longestSilence()));
        }
        return lastSensorNumber;
    }

    private EpochSummary at(long nanos, int sensor) {
        watches.get(sensor).saw(nanos);
        if (nanos < currentFrom || nanos >= currentTo) {
            first = Math.min(first, nanos);
            Epoch epoch = Epoch.containing(Math.floorDiv(nanos, Nanos.SECOND), settings.epochSeconds());
            open(epoch);
            currentFrom = epoch.startSecond() * Nanos.SECOND;
            currentTo = epoch.endSecond() * Nanos.SECOND;
        }
        last = Math.max(last, nanos);
        first = Math.min(first, nanos);
        return current;
    }

    /** Goes over to another epoch; epochs left behind are packed when they take much room. */
    private void open(Epoch epoch) {
        settle();
        if (!epochs.containsKey(epoch) && isLookedAt(epochs.size()) && bytes() > heavyBytes) {
            heavy.run();
        }
        current = epochs.computeIfAbsent(epoch, e -> new EpochSummary(e, dictionary, settings));
        heldByCurrent = current.entries();
        current.allow((int) Math.max(0, settings.mostPairs() - (held - heldByCurrent)));
    }

    /** Few epochs may be large, so each new one is looked at; many are small, and looking walks through all. */
    private static boolean isLookedAt(int held) {
        return held < MANY_EPOCHS || held % LOOK_EVERY == 0;
    }

    /** Says what to do when the epochs take more memory: windows that are over can be taken out. */
    public void whenHeavier(long bytes, Runnable relief) {
        heavyBytes = bytes;
        heavy = relief;
    }

    /** Lets a view that will get every epoch have, as soon as an epoch is packed, what only the view reads of it. */
    public void tells(LocalView reader) {
        view = Optional.of(reader);
    }

    private void settle() {
        held += current.entries() - heldByCurrent;
        heldByCurrent = current.entries();
        Long known = loose.remove(current);
        looseBytes += current.bytes() - (known == null ? 0 : known);
        loose.put(current, current.bytes());
        if (looseBytes > LOOSE_BYTES) {
            Iterator<Map.Entry<EpochSummary, Long>> oldest = loose.entrySet().iterator();
            while (looseBytes > LOOSE_BYTES / 2 && loose.size() > LEFT_LOOSE) {
                Map.Entry<EpochSummary, Long> next = oldest.next();
                EpochSummary quiet = next.getKey();
                int before = quiet.entries();
                view.ifPresent(quiet::tell);
                held -= before - quiet.entries();
                quiet.pack();
                looseBytes -= next.getValue();
                oldest.remove();
            }
        }
    }

    /** Bytes that the tables of all epochs take, about. */
    public long bytes() {
        return epochs.values().stream().mapToLong(EpochSummary::bytes).sum();
    }

    /** What the numbers in the summaries mean. */
    public Dictionary dictionary() {
        return dictionary;
    }

    /** The epochs that are still here, ascending. */
    public List<EpochSummary> epochs() {
        return List.copyOf(epochs.values());
    }

    /** Earliest observation so far, empty before the first. */
    public Optional<Instant> earliest() {
        return first > last ? Optional.empty() : Optional.of(Nanos.instant(first));
    }

    /** Latest observation so far, empty before the first. */
    public Optional<Instant> latest() {
        return first > last ? Optional.empty() : Optional.of(Nanos.instant(last));
    }

    /** Which sources came before, if that is asked for; it goes on changing with this runner. */
    public Optional<SeenSources> seen() {
        return seen;
    }

    /** Takes over, before the first observation, which sources came to the runner before, if that is asked for. */
    public void continues(SeenSources before) {
        seen = seen.map(fresh -> fresh.fits(before) ? before : fresh);
    }

    /** Says that the sensors were watched at least from the one to the other, even if nothing was seen there. */
    public void covers(Instant from, Instant until) {
        first = Math.min(first, Nanos.of(from));
        last = Math.max(last, Nanos.of(until));
    }

    /** Adds all that another runner with the same settings still holds. */
    public void merge(Summariser other) {
        for (EpochSummary theirs : other.epochs.values()) {
            epochs.computeIfAbsent(theirs.epoch(), e -> new EpochSummary(e, dictionary, settings))
                    .merge(theirs);
        }
        for (int s = 0; s < other.watches.size(); s++) {
            int mine = dictionary.sensor(other.dictionary.sensorOf(s));
            while (watches.size() <= mine) {
                watches.add(new Watch(settings.longestSilence()));
            }
            watches.get(mine).merge(other.watches.get(s));
        }
        other.expected.forEach(expected::putIfAbsent);
        seen.ifPresent(mine -> other.seen.ifPresent(mine::merge));
        held = epochs.values().stream().mapToLong(EpochSummary::entries).sum();
        heldByCurrent = current.entries();
        first = Math.min(first, other.first);
        last = Math.max(last, other.last);
        currentTo = currentFrom - 1;
    }

    /**
     * Takes out the windows that are over at that time: those whose end lies at least the lateness before. A window
     * that was taken out before comes again, marked late, if more of it has come in since. A window in which every
     * sensor was silent comes too: that nothing was heard must be told.
     */
    public List<ClosedWindow> closed(Instant now) {
        return take(now.minus(settings.lateness()).getEpochSecond(), true);
    }

    /** Takes out all windows, since nothing more will come. */
    public List<ClosedWindow> close() {
        return take(Long.MAX_VALUE, false);
    }

    /** Takes out what ends until then; {@code silent} windows after the last observation only if that time is known. */
    private List<ClosedWindow> take(long until, boolean silent) {
        Map<Epoch, List<EpochSummary>> windows = new TreeMap<>();
        if (first <= last) {
            Epoch w = Epoch.containing(Math.floorDiv(first, Nanos.SECOND), settings.releaseSeconds());
            for (; (silent || w.startSecond() * Nanos.SECOND <= last) && w.endSecond() <= until; w = w.next()) {
                if (!released.contains(w) && windows.size() < MOST_WINDOWS) {
                    windows.put(w, new ArrayList<>());
                }
            }
        }
        epochs.values().removeIf(summary -> {
            Epoch w = summary.epoch().within(settings.releaseSeconds());
            return w.endSecond() <= until
                    && windows.computeIfAbsent(w, x -> new ArrayList<>()).add(summary);
        });
        seen.ifPresent(filter -> {
            filter.begins(Math.floorDiv(Math.min(first, last), Nanos.SECOND));
            windows.values().forEach(summaries -> summaries.forEach(s -> s.findNew(filter)));
        });
        List<ClosedWindow> out = new ArrayList<>();
        windows.forEach((w, summaries) -> {
            summaries.forEach(EpochSummary::pack);
            List<Uptime> uptime = uptime(w);
            out.add(new ClosedWindow(
                    w,
                    !released.add(w),
                    summaries,
                    uptime,
                    operators(),
                    leftOut.during(w),
                    Exposures.of(expected, uptime)));
        });
        if (!out.isEmpty()) {
            loose.clear();
            looseBytes = 0;
            held = epochs.values().stream().mapToLong(EpochSummary::entries).sum();
            current = new EpochSummary(new Epoch(0, settings.epochSeconds()), dictionary, settings);
            heldByCurrent = 0;
            currentTo = currentFrom - 1;
        }
        return out;
    }

    private Map<String, String> operators() {
        Map<String, String> out = new TreeMap<>();
        expected.forEach((name, sensor) -> {
            if (!sensor.operator().isBlank()) {
                out.put(name, sensor.operator());
            }
        });
        return out;
    }

    /** From that second on these services, by sensor, are not counted here, and no others. */
    public void leavesOut(long second, Map<String, Set<Service>> services) {
        leftOut.from(second, services);
    }

    private List<Uptime> uptime(Epoch window) {
        Map<String, Integer> numbers = new HashMap<>();
        for (int i = 0; i < watches.size(); i++) {
            numbers.put(dictionary.sensorOf(i).name(), i);
        }
        List<Uptime> out = new ArrayList<>();
        for (Sensor sensor : expected.values()) {
            int addresses = (int) Math.min(Integer.MAX_VALUE, sensor.monitoredAddresses());
            Integer number = numbers.get(sensor.name());
            NavigableMap<Long, Long> stretches =
                    number == null ? new TreeMap<>() : watches.get(number).settled();
            Epoch e = Epoch.containing(window.startSecond(), settings.epochSeconds());
            for (; e.startSecond() < window.endSecond(); e = e.next()) {
                double share =
                        number == null
                                ? 0
                                : watches.get(number).share(stretches, e.startSecond(), e.endSecond(), first, last);
                boolean outside = e.endSecond() * Nanos.SECOND > last || e.startSecond() * Nanos.SECOND < first;
                String reason = share == 1 ? "" : (outside ? NotWatched.OUTSIDE : NotWatched.SILENT).text();
                out.add(new Uptime(sensor.name(), e, share, addresses, reason));
            }
        }
        return out;
    }
}
