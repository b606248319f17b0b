package yochi.evaluation.forecast;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import yochi.analysis.victim.AttackDays;
import yochi.core.model.YochiException;
import yochi.evaluation.Span;

/** a target stands in every snapshot with a row an address, and a day without a snapshot is missing. */
class OrderListsTest {
    private static final String HEAD =
            "snapshot_utc,target_id,victim_cc,cc_source,tld,host_cc,prefix24,asn,as_name,vectors,ports,n_entries";

    @TempDir
    Path folder;

    @Test
    void aTargetCountsOnceADayHoweverOftenItIsListed() {
        write(
                "targets-x.csv.gz",
                HEAD,
                row("2024-01-01T08:00:00", "a", "LT", "tld", "64496"),
                row("2024-01-01T08:00:00", "a", "LT", "tld", "64497"),
                row("2024-01-01T09:00:00", "a", "LT", "tld", "64496"),
                row("2024-01-01T08:00:00", "b", "LT", "geo", "64496"),
                row("2024-01-03T22:30:00", "c", "PL", "tld", "64498"));
        snapshots("2024-01-01T08:00:00", "2024-01-01T09:00:00", "2024-01-03T22:30:00");
        OrderLists lists = OrderLists.read(folder, Span.ALL);
        AttackDays days = lists.days(0, t -> Set.of(t.country()));
        assertThat(days.size()).isEqualTo(3);
        assertThat(days.of("LT", 0)).isEqualTo(new AttackDays.Named(2, 1));
        assertThat(days.watched(1)).isFalse();
        assertThat(days.hit("PL", 2)).isTrue();
        assertThat(lists.days(3, t -> Set.of(t.country())).size()).as("22:30 is the next day").isEqualTo(4);
        OrderLists.Target both = lists.snapshots().firstEntry().getValue().values().stream()
                .filter(t -> t.id().equals("a"))
                .findFirst()
                .orElseThrow();
        assertThat(both.networks()).containsExactly("AS64496", "AS64497");
        assertThat(both.vectors()).containsEntry("http/get", 3);
        assertThat(both.orders()).isEqualTo(4);
    }

    @Test
    void anEmptyListIsAWatchedQuietDay() {
        write("targets-x.csv.gz", HEAD, row("2024-01-01T08:00:00", "a", "LT", "tld", "64496"));
        snapshots("2024-01-01T08:00:00", "2024-01-02T08:00:00");
        AttackDays days = OrderLists.read(folder, Span.ALL).days(0, t -> Set.of(t.country()));
        assertThat(days.watched(1)).isTrue();
        assertThat(days.hit("LT", 1)).isFalse();
    }

    @Test
    void aRowThatCannotBeReadIsCountedAndTheRestIsKept() {
        write(
                "targets-x.csv.gz",
                HEAD,
                row("2024-01-01T08:00:00", "a", "LT", "tld", "64496"),
                "2024-01-01T08:00:00,b,LT",
                row("yesterday", "c", "LT", "tld", "64496"));
        snapshots("2024-01-01T08:00:00");
        OrderLists lists = OrderLists.read(folder, Span.ALL);
        assertThat(lists.rejected()).isEqualTo(2);
        assertThat(lists.snapshots().firstEntry().getValue()).containsOnlyKeys("a");
        write("targets-x.csv.gz", "a,b", "c,d");
        assertThatThrownBy(() -> OrderLists.read(folder, Span.ALL)).hasMessageContaining("names the columns");
    }

    @Test
    void aFolderWithoutSnapshotsIsRefusedWithTheRemedy() {
        write("targets-x.csv.gz", HEAD);
        assertThatThrownBy(() -> OrderLists.read(folder, Span.ALL))
                .isInstanceOf(YochiException.class)
                .hasMessageContaining("no snapshots-*.csv.gz");
        snapshots();
        assertThatThrownBy(() -> OrderLists.read(folder, Span.ALL)).hasMessageContaining("within the days");
    }

    @Test
    void aNameInQuotesMayHoldACommaAndAQuote() {
        assertThat(OrderLists.split("a,\"AS \"\"x\"\", Ltd.\",b")).isEqualTo(List.of("a", "AS \"x\", Ltd.", "b"));
    }

    private static String row(String time, String target, String country, String source, String asn) {
        return String.join(
                ",", time, target, country, source, "x", country, "192.0.2.0/24", asn, "\"Ex, Ltd.\"",
                "http/get:3|tcp/syn:1", "443", "4");
    }

    private void snapshots(String... times) {
        String[] lines = new String[times.length + 1];
        lines[0] = "snapshot_utc,n_entries,n_targets";
        for (int i = 0; i < times.length; i++) {
            lines[i + 1] = times[i] + ",1,1";
        }
        write("snapshots-x.csv.gz", lines);
    }

    private void write(String name, String... lines) {
        try (GZIPOutputStream out = new GZIPOutputStream(Files.newOutputStream(folder.resolve(name)))) {
            out.write((String.join("\n", lines) + "\n").getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
