package yochi.centre.response;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;
import yochi.centre.store.ControlStore;
import yochi.core.model.EventLog;
import yochi.core.model.Notice;
import yochi.link.exchange.Approval;
import yochi.link.exchange.NoticeJson;
import yochi.link.identity.JsonForm;
import yochi.link.identity.PartyName;
import yochi.link.identity.ReplayMemory;
import yochi.link.identity.Signed;
import yochi.link.identity.SignedReader;
import yochi.link.identity.TrustedKey;
import yochi.link.identity.VerifyingKey;

/**
 * The second role: what waits for the approver's signature, and the signatures that the approver gives. Nothing that
 * arms a mitigation goes out without both.
 */
final class SecondRole {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final ControlStore store;
    private final VerifyingKey centreKey;
    private final PartyName self;
    private final VerifyingKey approverKey;
    private final ReplayMemory memory;
    private final InstantSource clock;
    private final EventLog events;
    private final BiConsumer<Signed<Notice>, Consumer<Handle>> queue;

    /**
     * The role beside one response room.
     *
     * @param centreKey public key of the first role
     * @param memory of questions and approvals that were taken
     * @param queue sends what has both signatures, in one transaction with the statements given
     */
    SecondRole(
            ControlStore store,
            VerifyingKey centreKey,
            PartyName self,
            VerifyingKey approverKey,
            ReplayMemory memory,
            InstantSource clock,
            EventLog events,
            BiConsumer<Signed<Notice>, Consumer<Handle>> queue) {
        this.store = store;
        this.centreKey = centreKey;
        this.self = self;
        this.approverKey = approverKey;
        this.memory = memory;
        this.clock = clock;
        this.events = events;
        this.queue = queue;
    }

    VerifyingKey centreKey() {
        return centreKey;
    }

    /** Messages that wait, as they would travel. */
    List<String> waiting() {
        return store.transaction(h -> ResponseTables.waiting(h).stream()
                .map(ResponseTables.Envelope::text)
                .toList());
    }

    /** Ids of the notices that wait. */
    Set<String> notices() {
        return store.transaction(h -> ResponseTables.waiting(h).stream()
                .map(ResponseTables.Envelope::notice)
                .collect(Collectors.toUnmodifiableSet()));
    }

    /** What waits, by alert, for an approver who asks with a signed {@link Approval.Question}. */
    Map<String, List<String>> waitingFor(String signedQuestion) {
        String alert = fromApprover(signedQuestion, Approval.QUESTION).alert();
        Map<String, List<String>> out = byAlert();
        if (!alert.isEmpty()) {
            out.keySet().retainAll(Set.of(alert));
        }
        return out;
    }

    private Map<String, List<String>> byAlert() {
        return store.transaction(h -> {
            DeliveryTables.expire(h, clock.instant());
            Map<String, List<String>> out = new LinkedHashMap<>();
            ResponseTables.waiting(h)
                    .forEach(e -> out.computeIfAbsent(ResponseTables.alert(h, e.notice()), a -> new ArrayList<>())
                            .add(e.text()));
            return out;
        });
    }

    /**
     * Takes a signed {@link Approval}: all that waits of one alert, as the approver read it, or nothing.
     *
     * @return the notices that are on their way with both signatures
     */
    List<String> takeApproval(String signedApproval) {
        Approval approval = fromApprover(signedApproval, Approval.FORM);
        List<String> messages = byAlert().getOrDefault(approval.alert(), List.of());
        if (messages.isEmpty()) {
            throw new Refusal("nothing waits for approval of alert " + approval.alert());
        }
        if (!Approval.digest(messages).equals(approval.digest())) {
            throw new Refusal("what waits is not what was read (any more): list it again");
        }
        Map<String, String> signatures = new HashMap<>();
        approval.signatures().forEach(s -> signatures.put(s.message(), s.signature()));
        List<ObjectNode> both = new ArrayList<>();
        for (String text : messages) {
            ObjectNode json = (ObjectNode) JSON.readTree(text);
            String signature = signatures.get(json.path("id").stringValue());
            if (signature == null) {
                throw new Refusal("a waiting notice has no signature: " + json.path("id"));
            }
            ((ArrayNode) json.get("signatures")).add(signature);
            check(json.toString(), json.at("/body/recipient").stringValue());
            both.add(json);
        }
        both.forEach(json -> approve(json.toString()));
        return both.stream().map(json -> json.at("/body/id").stringValue()).toList();
    }

    private <T> T fromApprover(String text, JsonForm<T> form) {
        SignedReader reader = new SignedReader(
                self,
                List.of(new TrustedKey(approverKey, self, Response.APPROVER)),
                new SignedReader.Limits(1 << 20, Duration.ofMinutes(10), Duration.ofMinutes(2)),
                memory,
                clock);
        return Response.accepted(reader.read(text, form, Set.of(Response.APPROVER))).body();
    }

    /** Takes a waiting notice with the approver's signature added. */
    void approve(String signedText) {
        ResponseTables.Envelope waiting = store.transaction(h -> ResponseTables.waiting(h).stream()
                .filter(e -> signedText.contains(e.id()))
                .findFirst()
                .orElseThrow(() -> new Refusal("no notice with that id waits for approval")));
        Signed<Notice> approved = check(signedText, waiting.member());
        if (!approved.id().equals(waiting.id())) {
            throw new Refusal("no notice with that id waits for approval");
        }
        approved(approved, h -> {
            if (h.execute("DELETE FROM envelope WHERE id = ? AND state = 'waiting'", waiting.id()) == 0) {
                throw new Refusal("no notice with that id waits for approval any more");
            }
        });
    }

    /** Both signatures hold, or a {@link Refusal} says why not. */
    Signed<Notice> check(String text, String member) {
        List<TrustedKey> keys = List.of(
                new TrustedKey(centreKey, self, Response.CENTRE),
                new TrustedKey(approverKey, self, Response.APPROVER));
        SignedReader reader = new SignedReader(
                PartyName.member(member), keys, SignedReader.Limits.usual(), ReplayMemory.inProcess(1), clock);
        return Response.accepted(reader.read(text, NoticeJson.FORM, Set.of(Response.CENTRE, Response.APPROVER)));
    }

    /** It goes out with both signatures. */
    void approved(Signed<Notice> signed) {
        approved(signed, h -> {});
    }

    /** The same, in one transaction with what takes it out of those that wait: a crash leaves it there or queued. */
    private void approved(Signed<Notice> signed, Consumer<Handle> takeOut) {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        queue.accept(signed, h -> {
            takeOut.accept(h);
            ResponseTables.stamp(h, signed.body().id(), "approved", now);
        });
        events.mark("notice.approved", signed.body().id(), Map.of());
    }
}
