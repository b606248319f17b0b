package yochi.centre.store;

import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import yochi.link.table.TableSettings;

/** The child process of {@link StoreKillTest}: commits report after report and says so, until it is killed. */
final class StoreWriter {
    /** Enough cells that most of its time is spent inside a transaction. */
    static final int SERVICES = 200;

    private StoreWriter() {}

    public static void main(String[] arguments) {
        Path folder = Path.of(arguments[0]);
        InstantSource clock = InstantSource.fixed(Instant.parse("2026-01-02T03:04:05Z"));
        try (TableReportStore store = TableReportStore.open(folder, TableSettings.usual(), clock)) {
            for (long n = store.ledger().size() + 1L; ; n++) {
                System.out.println("begin " + n);
                System.out.flush();
                store.put(
                        MadeReports.of(MadeReports.NODE, n, MadeReports.day(n), 0, false, SERVICES),
                        "d" + n,
                        clock.instant());
                System.out.println("stored " + n);
                System.out.flush();
            }
        }
    }
}
