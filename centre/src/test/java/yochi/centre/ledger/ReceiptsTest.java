package yochi.centre.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.json.JsonMapper;
import yochi.centre.store.ControlStore;
import yochi.core.model.AttackType;
import yochi.core.model.EventLog;
import yochi.core.model.Forecast;
import yochi.core.model.Metric;
import yochi.core.model.Prediction;
import yochi.core.model.Region;
import yochi.core.model.Service;
import yochi.link.exchange.ChainHead;
import yochi.link.exchange.Countersigned;
import yochi.link.exchange.HeadReceipt;
import yochi.link.exchange.ReceiptFolder;
import yochi.link.identity.PartyName;
import yochi.link.identity.Signer;
import yochi.link.identity.SigningKey;

/** Issue 5: with countersigned heads a rebuilt, truncated or back-dated chain is found, by real signatures. */
class ReceiptsTest {
    private static final PartyName CENTRE = PartyName.centre("home");
    private static final PartyName MEMBER = PartyName.member("isp-a");
    private static final Instant DAY = Instant.parse("2026-03-04T00:00:00Z");

    @TempDir
    Path folder;

    private final SecureRandom random = new SecureRandom();
    private final SigningKey centreKey = SigningKey.generate(random);
    private final SigningKey memberKey = SigningKey.generate(random);
    private final List<ControlStore> stores = new ArrayList<>();
    private Instant now = DAY.minus(Duration.ofHours(20));
    private Ledger ledger;
    private Receipts receipts;

    @BeforeEach
    void open() {
        ControlStore store = store("ledger.db");
        ledger = new Ledger(store, () -> now, random, EventLog.none());
        receipts = new Receipts(
                store,
                ledger,
                new Signer(centreKey, CENTRE, () -> now, random),
                name -> name.equals("isp-a") ? Optional.of(memberKey.publicPart()) : Optional.empty(),
                () -> now,
                EventLog.none(),
                folder.resolve("receipts"));
    }

    @AfterEach
    void close() {
        stores.forEach(ControlStore::close);
    }

    @Test
    void aHeadComesBackCountersignedAndProvesThatStatementsWereSealedBeforeTheirSpan() {
        seal(ledger, 0);
        assertThat(receipts.next("isp-a", 0)).isPresent();
        countersign(now.plusSeconds(3));
        assertThat(receipts.last()).containsEntry("isp-a", new Receipts.Last(1, now.plusSeconds(3)));
        assertThat(receipts.next("isp-a", 1)).isEmpty(); // it has not grown
        seal(ledger, 1);
        ChainCheck.Report report = check(ledger);
        assertThat(report.faults()).isEmpty();
        assertThat(report.heads()).isOne();
        assertThat(report.provenBefore()).isOne();
    }

    @Test
    void aReceiptOfAnotherKeyOrForAnotherHeadOrWithoutAMemberIsRefused() {
        assertThat(receipts.next("isp-a", 0)).isEmpty(); // nothing is sealed
        seal(ledger, 0);
        String head = receipts.next("isp-a", 0).orElseThrow();
        assertThatThrownBy(() -> receipts.take("isp-b", receipt(head, now, memberKey)))
                .hasMessageContaining("no member isp-b");
        assertThatThrownBy(() -> receipts.take("isp-a", receipt(head, now, SigningKey.generate(random))))
                .hasMessageContaining("signature is no good");
        receipts.next("isp-a", 0);
        assertThatThrownBy(() -> receipts.take("isp-a", receipt(head, now, memberKey)))
                .hasMessageContaining("for another head");
        assertThatThrownBy(() -> countersign(now.plus(Duration.ofHours(2)))).hasMessageContaining("a clock is wrong");
        assertThat(receipts.last()).isEmpty();
    }

    @Test
    void aRebuiltChainIsFound() {
        seal(ledger, 0);
        seal(ledger, 1);
        countersign(now);
        Ledger other = new Ledger(store("other.db"), () -> now, random, EventLog.none());
        seal(other, 1);
        seal(other, 0);
        assertThat(check(other).faults())
                .singleElement()
                .asString()
                .contains("entry 2 is not the one that urn:yochi:member:isp-a countersigned", "was rebuilt");
    }

    @Test
    void aTruncatedChainIsFound() {
        seal(ledger, 0);
        seal(ledger, 1);
        countersign(now);
        List<ChainLine> lines = ledger.published(0, 1);
        ChainCheck check = new ChainCheck(held());
        lines.forEach(check::add);
        assertThat(check.report().faults())
                .singleElement()
                .asString()
                .contains("entry 2 is gone: urn:yochi:member:isp-a countersigned it", "the chain ends at 1");
    }

    @Test
    void aBackDatedEntryIsFound() {
        seal(ledger, 0);
        now = now.plus(Duration.ofHours(1));
        countersign(now);
        now = now.minus(Duration.ofMinutes(30)); // the centre turns its clock back, behind the entry before
        seal(ledger, 1);
        assertThat(check(ledger).faults())
                .singleElement()
                .asString()
                .contains("entry 2 is back-dated", "holds the end of the chain");
    }

    @Test
    void aHeadThatWasChangedAfterItWasSignedIsNoProof() {
        seal(ledger, 0);
        countersign(now);
        Path file = new ReceiptFolder(folder.resolve("receipts")).files().getFirst();
        Countersigned good = ReceiptFolder.read(file);
        String changed = good.head().replace("\"number\":1", "\"number\":2");
        assertThatThrownBy(() ->
                        new Countersigned(good.centreKey(), good.memberKey(), changed, good.receipt()).check())
                .hasMessageContaining("the centre's signature is no good");
    }

    private ControlStore store(String name) {
        ControlStore store = ControlStore.open(folder.resolve(name), Ledger.MIGRATIONS);
        stores.add(store);
        return store;
    }

    private void countersign(Instant received) {
        String head = receipts.next("isp-a", 0).orElseThrow();
        receipts.take("isp-a", receipt(head, received, memberKey));
    }

    private String receipt(String head, Instant received, SigningKey key) {
        var json = JsonMapper.shared().readTree(head);
        ChainHead body = ChainHead.FORM.read(json.get("body"));
        return new Signer(key, MEMBER, () -> now, random)
                .sign(
                        new HeadReceipt(body, json.get("id").stringValue(), received),
                        HeadReceipt.FORM,
                        CENTRE,
                        Duration.ofHours(1))
                .text();
    }

    private List<ChainCheck.Held> held() {
        return new ReceiptFolder(folder.resolve("receipts"))
                .files().stream()
                        .map(file -> ReceiptFolder.read(file).check())
                        .map(p -> new ChainCheck.Held(
                                p.head().number(), p.head().hash(), p.head().at(), p.received(), p.member().toString()))
                        .toList();
    }

    private ChainCheck.Report check(Ledger which) {
        ChainCheck check = new ChainCheck(held());
        which.published(0, 100).forEach(check::add);
        return check.report();
    }

    private void seal(Ledger where, int day) {
        Instant from = DAY.plus(Duration.ofDays(day));
        Forecast forecast = new Forecast(
                new Prediction.Question(
                        new Region("JP"),
                        AttackType.ATTACK_ORDER,
                        Service.ANY,
                        Metric.ORDERS,
                        from,
                        from.plus(Duration.ofDays(1))),
                new Prediction.Probability(0.3),
                List.of(),
                DAY.minus(Duration.ofDays(1)),
                DAY.minus(Duration.ofDays(1)),
                "hazard/1",
                List.of());
        where.seal(List.of(new Statement(forecast, Basis.FORECAST, "")), DAY.minus(Duration.ofDays(1)));
    }
}
