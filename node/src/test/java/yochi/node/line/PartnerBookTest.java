package yochi.node.line;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import yochi.core.model.Asn;
import yochi.core.model.Country;
import yochi.core.model.NodeId;
import yochi.core.model.Offender;
import yochi.core.model.OffenderReport;
import yochi.core.model.Prefix;
import yochi.core.model.YochiException;
import yochi.node.border.PartnerNotices;

/** what partners told stays until it is thirty days old, once each, for the operator to see and acknowledge. */
class PartnerBookTest {
    private static final Instant NOW = Instant.parse("2026-11-22T12:00:00Z");
    private static final NodeId NODE = NodeId.of(1, new Random(1));

    @TempDir
    Path folder;

    private Path place() {
        return folder.resolve("partners");
    }

    private static PartnerBook.Report report(long sequence, Instant received) {
        Offender machine = new Offender(
                Prefix.parse("192.0.2.7/32"),
                new Asn(64_496),
                received,
                received,
                Offender.Evidence.LOGIN,
                1,
                List.of(),
                List.of());
        return new PartnerBook.Report(
                received,
                "sg-1",
                new OffenderReport(
                        NODE,
                        sequence,
                        new Country("AU"),
                        new Country("SG"),
                        received,
                        "a policy",
                        5,
                        List.of(machine),
                        Optional.of(LocalDate.of(2026, 1, 1))));
    }

    @Test
    void aReportThatComesTwiceOrOutOfOrderIsKeptOnceAndSurvivesARestart() {
        PartnerBook book = PartnerBook.open(place(), NOW);
        assertThat(book.keep(report(2, NOW), NOW)).isTrue();
        assertThat(book.keep(report(1, NOW), NOW)).isTrue();
        assertThat(book.keep(report(2, NOW), NOW)).isFalse();
        book.told(LocalDate.of(2026, 11, 22), new PartnerNotices.Line(new Country("NZ"), Optional.empty(), 3));
        book.refuse(new PartnerBook.Refused(NOW, "sg-1", "changed on the way"));
        PartnerBook again = PartnerBook.open(place(), NOW);
        assertThat(again.reports()).containsExactly(report(2, NOW), report(1, NOW));
        assertThat(again.keep(report(2, NOW), NOW)).isFalse();
        assertThat(again.told()).singleElement().satisfies(l -> assertThat(l.machines()).isEqualTo(3));
        assertThat(again.refused()).singleElement().satisfies(r -> assertThat(r.why()).isEqualTo("changed on the way"));
    }

    @Test
    void addressesAreForgottenAfterThirtyDays() throws IOException {
        PartnerBook book = PartnerBook.open(place(), NOW);
        book.keep(report(1, NOW), NOW);
        PartnerBook later = PartnerBook.open(place(), NOW.plus(PartnerBook.KEPT).plus(Duration.ofSeconds(1)));
        assertThat(later.reports()).isEmpty();
        assertThat(Files.readString(place().resolve("book"))).isEmpty();
    }

    @Test
    void theOperatorsWordIsSeenByTheRunningNodeAndOnlyOfReportsThatAreThere() {
        PartnerBook node = PartnerBook.open(place(), NOW);
        node.keep(report(1, NOW), NOW);
        PartnerBook person = PartnerBook.read(place());
        assertThat(person.acknowledge(person.reports().getFirst(), "A.  Operator", NOW)).isTrue();
        assertThat(person.acknowledge(person.reports().getFirst(), "B", NOW)).isFalse();
        assertThat(node.acknowledged()).containsExactly(NODE + "/1");
        assertThat(PartnerBook.read(place()).seen(report(1, NOW)).orElseThrow().by()).isEqualTo("A. Operator");
    }

    @Test
    void aLineThatIsStillBeingWrittenIsNotReadAndASpoiledOneIsNamed() throws IOException {
        PartnerBook book = PartnerBook.open(place(), NOW);
        book.keep(report(1, NOW), NOW);
        Files.writeString(place().resolve("book"), "report 2026-", StandardOpenOption.APPEND);
        assertThat(PartnerBook.read(place()).reports()).hasSize(1);
        Files.writeString(place().resolve("book"), "\n", StandardOpenOption.APPEND);
        assertThatThrownBy(() -> PartnerBook.read(place()))
                .isInstanceOf(YochiException.class)
                .hasMessageContaining("spoiled");
        assertThat(PartnerBook.read(folder.resolve("nowhere")).reports()).isEmpty();
    }
}
