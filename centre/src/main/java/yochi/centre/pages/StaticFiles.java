package yochi.centre.pages;

import io.javalin.http.Context;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import yochi.core.model.ErrorCode;
import yochi.core.model.YochiException;
import yochi.link.identity.Sha256;

/** The console's built files, read once from the class path; without them a plain notice is served. */
final class StaticFiles {
    private static final String FOLDER = "/console/";
    /** Written by the console's build: one path a line. */
    private static final String LIST = FOLDER + "files.txt";

    private static final Map<String, String> TYPES = Map.of(
            "html", "text/html; charset=utf-8",
            "js", "text/javascript; charset=utf-8",
            "css", "text/css; charset=utf-8",
            "json", "application/json",
            "svg", "image/svg+xml",
            "txt", "text/plain; charset=utf-8");

    private final Map<String, StaticFile> files;

    private StaticFiles(Map<String, StaticFile> files) {
        this.files = files;
    }

    /** One file with its entity tag. */
    private static final class StaticFile {
        private final byte[] bytes;
        private final String type;
        private final String tag;

        StaticFile(byte[] bytes, String type) {
            this.bytes = bytes;
            this.type = type;
            this.tag = "\"" + digest(bytes) + "\"";
        }
    }

    /** The files of the console's jar; none where it was built without Node. */
    static StaticFiles built() {
        Map<String, StaticFile> files = new LinkedHashMap<>();
        Optional<byte[]> list = resource(LIST);
        if (list.isPresent()) {
            for (String path :
                    new String(list.get(), StandardCharsets.UTF_8).lines().toList()) {
                byte[] bytes = resource(FOLDER + path)
                        .orElseThrow(() -> new YochiException(
                                ErrorCode.INTERNAL, "the console's list names a file that is not there: " + path));
                files.put(path, new StaticFile(bytes, type(path)));
            }
        }
        return new StaticFiles(files);
    }

    static StaticFiles none() {
        return new StaticFiles(Map.of());
    }

    boolean present() {
        return files.containsKey("index.html");
    }

    Set<String> paths() {
        return files.keySet();
    }

    void serve(Context ctx, String path) {
        StaticFile file = files.get(path);
        if (file == null) {
            throw new IllegalArgumentException("no such file: " + path);
        }
        // The names under assets/ hold a digest of their content, so they never change.
        boolean lasting = path.startsWith("assets/");
        ctx.header("Cache-Control", lasting ? "public, max-age=31536000, immutable" : "no-cache");
        ctx.header("ETag", file.tag);
        if (file.tag.equals(ctx.header("If-None-Match"))) {
            ctx.status(304);
            return;
        }
        ctx.contentType(file.type);
        ctx.result(file.bytes);
    }

    /** Says that the pages were not built and what to do. */
    static void notice(Context ctx) {
        byte[] bytes = resource("no-pages.html")
                .orElseThrow(() -> new IllegalStateException("no-pages.html is not beside its class"));
        ctx.header("Cache-Control", "no-store");
        ctx.contentType("text/html; charset=utf-8");
        ctx.result(bytes);
    }

    private static Optional<byte[]> resource(String path) {
        try (InputStream in = StaticFiles.class.getResourceAsStream(path)) {
            return in == null ? Optional.empty() : Optional.of(in.readAllBytes());
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + path + " from the class path", e);
        }
    }

    private static String type(String path) {
        String ending = path.substring(path.lastIndexOf('.') + 1);
        return TYPES.getOrDefault(ending, "application/octet-stream");
    }

    private static String digest(byte[] bytes) {
        return HexFormat.of().formatHex(Sha256.of(bytes), 0, 12);
    }
}
