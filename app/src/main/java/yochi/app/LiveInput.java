package yochi.app;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import yochi.node.input.BlockStream;

/**
 * A stream that can be ended from within: a thread of its own waits for the bytes, so that whoever reads here sees the
 * end soon after {@link #end}, even if nothing comes any more. Holds at most {@value #PIECES} pieces.
 */
final class LiveInput extends BlockStream {
    private static final int PIECES = 8;
    private static final int BLOCK = 1 << 16;
    /** Largest piece handed on; a read that could not fit whole ends it. */
    private static final int PIECE = 1 << 18;

    private static final long LOOK_MILLISECONDS = 200;
    /**
     * So much may gather before it is fetched, well below the 64 KiB of a Linux pipe: a capture that is flushed packet
     * by packet would else wake two threads for each of them.
     */
    private static final int GATHERED = 24 << 10;

    private static final long LONGEST_REST = TimeUnit.MILLISECONDS.toNanos(100);
    /**
     * While more is at hand, bytes are kept back so long: whoever looks at a second's packets at once finds the tables
     * of the sensor's events in the cache.
     */
    private static final long LONGEST_HOLD = TimeUnit.SECONDS.toNanos(1);

    private static final long SHORTEST_REST = TimeUnit.MILLISECONDS.toNanos(2);

    /** What the thread handed over: bytes, or how the stream ended. */
    private static final class Piece {
        private final byte[] bytes;
        private final String trouble;

        Piece(byte[] bytes, String trouble) {
            this.bytes = bytes;
            this.trouble = trouble;
        }

        boolean last() {
            return bytes.length == 0;
        }
    }

    private final BlockingQueue<Piece> pieces = new ArrayBlockingQueue<>(PIECES);
    private final InputStream source;
    private final Thread thread;
    private volatile boolean ended;
    private Piece piece = new Piece(new byte[1], "");
    private int at = 1;
    private Runnable idle = () -> {};

    LiveInput(InputStream source) {
        this.source = source;
        thread = Thread.ofPlatform().name("standard-input").daemon().start(this::pump);
    }

    private void pump() {
        String trouble = "";
        try {
            try {
                gather();
            } catch (IOException e) {
                trouble = "standard input: " + e.getMessage();
            }
            pieces.put(new Piece(new byte[0], trouble));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Hands on what came, in pieces as large as may be, until the source ends. */
    private void gather() throws IOException, InterruptedException {
        byte[] room = new byte[PIECE];
        int held = 0;
        long oldest = 0;
        long before = System.nanoTime();
        try {
            int n = source.read(room, 0, BLOCK);
            while (n >= 0 && !ended) {
                long now = System.nanoTime();
                oldest = held == 0 ? now : oldest;
                held += n;
                rest(rest(n, now - before));
                before = now;
                if (held > PIECE - BLOCK || now - oldest >= LONGEST_HOLD || source.available() == 0) {
                    pieces.put(new Piece(Arrays.copyOf(room, held), ""));
                    held = 0;
                }
                n = source.read(room, held, BLOCK);
            }
        } finally {
            if (held > 0) {
                pieces.put(new Piece(Arrays.copyOf(room, held), ""));
            }
        }
    }

    private static void rest(long nanos) throws InterruptedException {
        if (nanos >= SHORTEST_REST) {
            TimeUnit.NANOSECONDS.sleep(nanos);
        }
    }

    /**
     * How long to let the next bytes gather.
     *
     * @param bytes that came last
     * @param nanos in which they came
     */
    static long rest(int bytes, long nanos) {
        return bytes >= GATHERED ? 0 : Math.min(LONGEST_REST, (long) ((double) nanos * GATHERED / Math.max(1, bytes)));
    }

    /** Something to be done by the reader's own thread while it waits. */
    void whenIdle(Runnable task) {
        idle = task;
    }

    /** Lets the reader see the end behind what has come so far. */
    void end() {
        ended = true;
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
        if (length == 0) {
            return 0;
        }
        if (at == piece.bytes.length && !next()) {
            return -1;
        }
        int n = Math.min(length, piece.bytes.length - at);
        System.arraycopy(piece.bytes, at, target, offset, n);
        at += n;
        return n;
    }

    private boolean next() throws IOException {
        if (piece.last()) {
            return false;
        }
        try {
            Piece taken = pieces.poll();
            while (taken == null && !ended) {
                idle.run();
                taken = pieces.poll(LOOK_MILLISECONDS, TimeUnit.MILLISECONDS);
            }
            piece = taken == null ? new Piece(new byte[0], "") : taken;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            piece = new Piece(new byte[0], "");
        }
        at = 0;
        if (!piece.trouble.isEmpty()) {
            throw new IOException(piece.trouble);
        }
        return !piece.last();
    }

    @Override
    public void close() {
        end();
        thread.interrupt();
    }
}
