package yochi.centre.collection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Random;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import yochi.centre.gate.Problem;
import yochi.centre.store.ControlStore;
import yochi.core.model.Country;
import yochi.core.model.EventLog;
import yochi.core.model.NodeId;
import yochi.link.wire.Parcel;

/** parcels go from node to node once, unopened, in order, within bounds, and leave nothing but a count. */
class ParcelsTest {
    private static final NodeId SENDER = NodeId.of(1, new Random(1));
    private static final NodeId AU = NodeId.of(2, new Random(2));
    private static final NodeId STRANGER = NodeId.of(3, new Random(3));
    private static final String PURPOSE = "offenders/1";

    @TempDir
    Path folder;

    private Instant now = Instant.parse("2026-11-22T00:00:00Z");
    private ControlStore store;
    private Parcels parcels;

    @BeforeEach
    void open() {
        store = ControlStore.open(folder.resolve("control.db"), Parcels.AND_OTHERS);
        parcels = new Parcels(
                store,
                label -> label.to().equals("au-1") && label.country().equals(new Country("AU"))
                        ? Optional.of(AU)
                        : Optional.empty(),
                () -> now,
                EventLog.none());
    }

    @AfterEach
    void close() {
        store.close();
    }

    private static byte[] parcel(long sequence, String country, String to, int content) {
        return new Parcel(
                        new Parcel.Label(SENDER, sequence, "sg-1", new Country(country), to, PURPOSE),
                        new byte[] {(byte) content})
                .encode();
    }

    private static void refused(int status, String code, ThrowingCallable call) {
        assertThatThrownBy(call).isInstanceOfSatisfying(Problem.class, p -> {
            assertThat(p.status()).isEqualTo(status);
            assertThat(p.code()).isEqualTo(code);
        });
    }

    @Test
    void isFetchedByItsNodeAloneAndItsBytesAreGoneThen() {
        byte[] first = parcel(1, "AU", "au-1", 1);
        assertThat(parcels.take(SENDER, first).duplicate()).isFalse();
        assertThat(parcels.take(SENDER, first).duplicate()).isTrue();
        assertThat(parcels.next(STRANGER, PURPOSE)).isEmpty();
        assertThat(parcels.next(AU, "sources/1")).isEmpty();
        assertThat(parcels.next(AU, PURPOSE)).hasValue(first);
        refused(404, "parcel.unknown", () -> parcels.moved(STRANGER, SENDER.toString(), 1, Parcels.State.TAKEN));
        refused(404, "parcel.unknown", () -> parcels.moved(AU, SENDER.toString(), 1, Parcels.State.ACKNOWLEDGED));
        refused(400, "parcel.state", () -> parcels.moved(AU, SENDER.toString(), 1, Parcels.State.EXPIRED));
        parcels.moved(AU, SENDER.toString(), 1, Parcels.State.TAKEN);
        parcels.moved(AU, SENDER.toString(), 1, Parcels.State.TAKEN);
        assertThat(parcels.next(AU, PURPOSE)).isEmpty();
        assertThat(parcels.take(SENDER, first).duplicate()).isTrue();
        assertThat(parcels.next(AU, PURPOSE)).isEmpty();
        assertThat(bytesLeft()).isZero();
        parcels.moved(AU, SENDER.toString(), 1, Parcels.State.ACKNOWLEDGED);
        assertThat(parcels.counts())
                .containsExactly(new Parcels.Count("AU", PURPOSE, Parcels.State.ACKNOWLEDGED, 1, now));
    }

    private long bytesLeft() {
        return store.transaction(h -> h.createQuery("SELECT COUNT(*) FROM parcel WHERE bytes IS NOT NULL")
                .mapTo(Long.class)
                .one());
    }

    @Test
    void whatIsForNobodyHereOrOfAnotherSenderOrChangedIsRefused() {
        refused(422, "parcel.nowhere", () -> parcels.take(SENDER, parcel(1, "NZ", "nz-1", 1)));
        refused(422, "parcel.nowhere", () -> parcels.take(SENDER, parcel(1, "NZ", "au-1", 1)));
        refused(403, "report.foreign", () -> parcels.take(STRANGER, parcel(1, "AU", "au-1", 1)));
        refused(400, "E201", () -> parcels.take(SENDER, new byte[] {1, 2}));
        parcels.take(SENDER, parcel(1, "AU", "au-1", 1));
        refused(409, "report.conflict", () -> parcels.take(SENDER, parcel(1, "AU", "au-1", 2)));
        assertThat(parcels.counts()).hasSize(1);
    }

    @Test
    void comesInTheOrderOfItsArrivalWhateverItsNumber() {
        byte[] late = parcel(2, "AU", "au-1", 2);
        byte[] early = parcel(1, "AU", "au-1", 1);
        parcels.take(SENDER, late);
        now = now.plusSeconds(1);
        parcels.take(SENDER, early);
        assertThat(parcels.next(AU, PURPOSE)).hasValue(late);
        parcels.moved(AU, SENDER.toString(), 2, Parcels.State.REFUSED);
        assertThat(parcels.next(AU, PURPOSE)).hasValue(early);
    }

    @Test
    void aSenderFillsOnlyItsOwnPlaceAndIsToldToComeLater() {
        for (int i = 1; i <= Parcels.MOST_WAITING; i++) {
            parcels.take(SENDER, parcel(i, "AU", "au-1", 1));
        }
        refused(503, "parcel.full", () -> parcels.take(SENDER, parcel(9999, "AU", "au-1", 1)));
        byte[] another = new Parcel(
                        new Parcel.Label(STRANGER, 1, "id-1", new Country("AU"), "au-1", PURPOSE), new byte[] {1})
                .encode();
        assertThat(parcels.take(STRANGER, another).duplicate()).isFalse();
        parcels.moved(AU, SENDER.toString(), 1, Parcels.State.TAKEN);
        assertThat(parcels.take(SENDER, parcel(9999, "AU", "au-1", 1)).duplicate()).isFalse();
    }

    @Test
    void whatNobodyFetchesForAWeekIsThrownAwayAndCounted() {
        parcels.take(SENDER, parcel(1, "AU", "au-1", 1));
        Instant came = now;
        now = now.plus(Parcels.LIFE).plus(Duration.ofSeconds(1));
        assertThat(parcels.next(AU, PURPOSE)).isEmpty();
        assertThat(bytesLeft()).isZero();
        assertThat(parcels.counts())
                .containsExactly(new Parcels.Count("AU", PURPOSE, Parcels.State.EXPIRED, 1, came));
        refused(404, "parcel.unknown", () -> parcels.moved(AU, SENDER.toString(), 1, Parcels.State.TAKEN));
    }
}
