package yochi.link.table;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * The child process of {@link SuddenDeathTest}: appends batches without end, from several threads, and prints each
 * number after its receipt, until it is killed. Every seventh batch it seals the days that are over.
 */
final class KilledWriter {
    static final int ROWS = 3000;
    /** At the same time, so that most commits are of several batches. */
    static final int WRITERS = 3;
    /** More than fits a page of the database. */
    static final int BODY = 300_000;

    private KilledWriter() {}

    public static void main(String[] arguments) throws InterruptedException {
        int next = Integer.parseInt(arguments[1]);
        try (TableStore store = Bench.open(Path.of(arguments[0]))) {
            System.out.println("ready");
            List<Thread> writers = new ArrayList<>();
            for (int writer = 0; writer < WRITERS; writer++) {
                int first = next + writer;
                writers.add(Thread.ofPlatform().start(() -> write(store, first)));
            }
            for (Thread writer : writers) {
                writer.join();
            }
        }
    }

    private static void write(TableStore store, int first) {
        for (int number = first; ; number += WRITERS) {
            Receipt receipt = store.append(List.of(batch(number))).getFirst();
            System.out.println(number + " " + receipt);
            if (number % 7 == 0) {
                store.sealBefore(Bench.DAY.plusDays(day(number)));
            }
        }
    }

    static int day(int number) {
        return number / 20;
    }

    static Batch batch(int number) {
        return Bench.batch("batch" + number, day(number), number % 20, ROWS, BODY);
    }
}
