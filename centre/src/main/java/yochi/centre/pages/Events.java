package yochi.centre.pages;

import io.javalin.http.Context;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Server-sent events: which views changed. Each browser has its own waiting set of views (so at most one event is ever
 * kept for it) and is served on its own request's thread, so that a slow reader delays nobody. Written on the servlet's
 * stream: closing Javalin's own SSE client after the browser has left made the server spin for ever (7.2.3).
 */
final class Events implements AutoCloseable {
    private final int most;
    private final Duration heartbeat;
    private final Duration coalesce;
    private final List<Listener> listeners = new CopyOnWriteArrayList<>();
    private final AtomicLong refused = new AtomicLong();
    private volatile boolean closed;

    Events(int most, Duration heartbeat, Duration coalesce) {
        this.most = most;
        this.heartbeat = heartbeat;
        this.coalesce = coalesce;
    }

    void changed(View view) {
        for (Listener listener : listeners) {
            listener.add(view);
        }
    }

    /** Serves the stream until the browser leaves; over the bound it is told to poll instead. */
    void serve(Context ctx) throws IOException {
        HttpServletResponse response = ctx.res();
        response.setStatus(200);
        response.setContentType("text/event-stream");
        response.setCharacterEncoding("UTF-8");
        response.setHeader("Cache-Control", "no-store");
        OutputStream out = response.getOutputStream();
        Listener listener = new Listener(out);
        synchronized (listeners) {
            if (closed || listeners.size() >= most) {
                refused.incrementAndGet();
                listener.send("event: full\ndata: {\"clients\":" + most + "}\n\n");
                return;
            }
            listeners.add(listener);
        }
        try {
            listener.run();
        } catch (IOException e) {
            // The browser has left: nothing is owed to it, and it asks again when it comes back.
            listener.leave();
        } finally {
            listeners.remove(listener);
        }
    }

    int listening() {
        return listeners.size();
    }

    /** Browsers told to poll because the bound was reached. */
    long refused() {
        return refused.get();
    }

    @Override
    public void close() {
        synchronized (listeners) {
            closed = true;
        }
        listeners.forEach(Listener::leave);
    }

    /** One browser. */
    private final class Listener {
        private final OutputStream out;
        private final ReentrantLock lock = new ReentrantLock();
        private final Condition news = lock.newCondition();
        private final Set<View> waiting = EnumSet.noneOf(View.class);
        private boolean left;

        Listener(OutputStream out) {
            this.out = out;
        }

        void send(String text) throws IOException {
            out.write(text.getBytes(StandardCharsets.UTF_8));
            out.flush();
        }

        void add(View view) {
            lock.lock();
            try {
                waiting.add(view);
                news.signal();
            } finally {
                lock.unlock();
            }
        }

        void leave() {
            lock.lock();
            try {
                left = true;
                news.signal();
            } finally {
                lock.unlock();
            }
        }

        void run() throws IOException {
            try {
                send(": listening\n\n");
                while (!gone()) {
                    Set<View> views = await();
                    if (gone()) {
                        return;
                    }
                    if (views.isEmpty()) {
                        send(": here\n\n");
                    } else {
                        send("event: changed\ndata: " + write(views) + "\n\n");
                        TimeUnit.NANOSECONDS.sleep(coalesce.toNanos());
                    }
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }

        private boolean gone() {
            lock.lock();
            try {
                return left;
            } finally {
                lock.unlock();
            }
        }

        private Set<View> await() throws InterruptedException {
            lock.lock();
            try {
                long left = heartbeat.toNanos();
                while (waiting.isEmpty() && !this.left && left > 0) {
                    left = news.awaitNanos(left);
                }
                Set<View> views = EnumSet.copyOf(waiting);
                waiting.clear();
                return views;
            } finally {
                lock.unlock();
            }
        }
    }

    private static String write(Set<View> views) {
        StringBuilder out = new StringBuilder("{\"views\":[");
        for (View view : views) {
            out.append(out.charAt(out.length() - 1) == '[' ? "\"" : ",\"")
                    .append(view.path())
                    .append('"');
        }
        return out.append("]}").toString();
    }
}
