package yochi.node.trace;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.LongConsumer;
import yochi.core.model.ErrorCode;
import yochi.core.model.Ticker;
import yochi.core.model.YochiException;
import yochi.node.input.ByteSource;
import yochi.node.input.HpfeedsAddress;
import yochi.node.input.HpfeedsStream;
import yochi.node.input.PathExpansion;
import yochi.node.input.RejectReason;
import yochi.node.input.StoredInput;
import yochi.node.input.Tally;
import yochi.node.observation.ObservationSink;
import yochi.node.session.SessionRoom;

/**
 * Reads inputs of any registered format, plain or compressed, and hands their observations on. Nothing that an input
 * holds makes it throw; only a sink that throws does.
 */
public final class TraceReader {
    private static final int HEAD = 1 << 16;
    private static final int CAPTURE_HEAD = 12;

    private final TraceSettings settings;
    private final LongConsumer progress;
    private final InputStream standardInput;

    public TraceReader(TraceSettings settings) {
        this(settings, bytes -> {}, System.in);
    }

    /**
     * A reader that tells how far it is.
     *
     * @param progress told the stored bytes read of the input at hand, after every block
     * @param standardInput what the path {@code -} reads
     */
    public TraceReader(TraceSettings settings, LongConsumer progress, InputStream standardInput) {
        this.settings = settings;
        this.progress = progress;
        this.standardInput = standardInput;
    }

    /**
     * Reads files, directories, globs and {@code -}, in this order, a directory in the order of its names; but captures
     * in the order of their first packets, since a capture is rotated into many files.
     */
    public Reading read(List<String> paths, ObservationSink sink) {
        return readAll(PathExpansion.of(paths), sink);
    }

    /** Reads files that lay somewhere without being named, so that what is no trace is skipped. */
    public Reading readFound(List<Path> files, ObservationSink sink) {
        return readAll(
                files.stream()
                        .map(file -> new PathExpansion.Found(file.toString(), false))
                        .toList(),
                sink);
    }

    /** The files in the order in which {@link #readFound} reads them: captures by first packet, others by name. */
    public static List<Path> inOrder(List<Path> files) {
        return CaptureOrder.of(files.stream()
                        .sorted()
                        .map(file -> new PathExpansion.Found(file.toString(), false))
                        .toList())
                .stream()
                .map(found -> Path.of(found.path()))
                .toList();
    }

    private Reading readAll(List<PathExpansion.Found> wanted, ObservationSink sink) {
        List<InputAccount> inputs = new ArrayList<>();
        List<String> skipped = new ArrayList<>();
        for (PathExpansion.Found found : CaptureOrder.of(wanted)) {
            Optional<InputAccount> account = read(found, sink);
            account.ifPresentOrElse(inputs::add, () -> skipped.add(found.path()));
        }
        return new Reading(inputs, skipped);
    }

    /** Whether some of the inputs are captures and others are not: then attempts can be linked. */
    public static boolean mixesCaptures(List<String> paths) {
        List<PathExpansion.Found> inputs = PathExpansion.of(paths);
        long captures = inputs.size() < 2
                ? 0
                : inputs.stream()
                        .filter(i -> CaptureOrder.firstPacket(i.path()).isPresent())
                        .count();
        return captures > 0 && captures < inputs.size();
    }

    /** Reads one file. */
    public InputAccount read(Path path, ObservationSink sink) {
        return read(new PathExpansion.Found(path.toString(), true), sink).orElseThrow();
    }

    /** Reads a stream, whose name stands for its path. */
    public InputAccount read(String name, InputStream stream, ObservationSink sink) {
        return read(name, stream, true, sink).orElseThrow();
    }

    private Optional<InputAccount> read(PathExpansion.Found found, ObservationSink sink) {
        if (found.path().equals(PathExpansion.STANDARD_INPUT)) {
            return read(found.path(), standardInput, true, sink);
        }
        if (HpfeedsAddress.fits(found.path())) {
            return hpfeeds(found, sink);
        }
        try (InputStream stream = Files.newInputStream(Path.of(found.path()))) {
            return read(found.path(), stream, found.named(), sink);
        } catch (IOException | InvalidPathException e) {
            return Optional.of(unreadable(found.path(), e));
        }
    }

    private Optional<InputAccount> hpfeeds(PathExpansion.Found found, ObservationSink sink) {
        HpfeedsAddress address;
        try {
            address = HpfeedsAddress.parse(found.path(), System::getenv);
        } catch (IllegalArgumentException e) {
            throw new YochiException(ErrorCode.USAGE, found.path() + ": " + e.getMessage(), e);
        }
        try (InputStream stream = new HpfeedsStream(address, HpfeedsStream.Timing.usual(), Ticker.system())) {
            return read(address.toString(), stream, true, sink);
        } catch (IOException e) {
            return Optional.of(unreadable(address.toString(), e));
        }
    }

    private Optional<InputAccount> read(String name, InputStream raw, boolean named, ObservationSink sink) {
        Tally tally = new Tally();
        // The caller closes the raw stream; closing the decoder as well only gives its memory back.
        try (StoredInput stored = new StoredInput(raw, settings.digest(), settings.expansion(), progress)) {
            ByteSource source = new ByteSource(stored.decoded());
            source.require(1);
            Optional<TraceFormat> format = settings.format()
                    .or(() -> HpfeedsAddress.fits(name) ? first(source) : detect(source));
            if (format.isEmpty() && source.available() > 0 && !named) {
                return Optional.empty();
            }
            if (source.available() == 0 && source.damage().isEmpty()) {
                tally.reject(RejectReason.EMPTY, 0, "");
            } else if (format.isEmpty() && source.damage().isEmpty()) {
                tally.reject(RejectReason.FORMAT_UNKNOWN, 0, ForeignForm.hint(source));
            } else {
                format.ifPresent(f -> f.reader(settings).read(name, source, tally, sink));
                format.filter(TraceFormat::isCapture).ifPresent(f -> clock(tally));
            }
            if (!source.damage().isEmpty()) {
                tally.reject(source.damageReason(), source.offset(), source.damage());
            }
            return Optional.of(InputAccount.of(tally, name, format, stored.sha256OfAll()));
        } catch (IOException e) {
            return Optional.of(unreadable(name, e));
        }
    }

    /** A capture's clock is its sensor's, so its packets are taken; a time that cannot be is told once. */
    private void clock(Tally tally) {
        if (tally.last().filter(last -> last.isAfter(settings.latest().get())).isPresent()) {
            tally.note("clockAhead", 0);
        }
        if (tally.first().filter(first -> first.isBefore(SessionRoom.EARLIEST)).isPresent()) {
            tally.note("clockUnset", 0);
        }
    }

    /** A live capture shows itself in its first bytes; what else it may be takes more, which need not come soon. */
    private static Optional<TraceFormat> detect(ByteSource source) {
        source.require(CAPTURE_HEAD);
        return TraceFormat.capture(source).or(() -> {
            source.require(HEAD);
            return TraceFormat.detect(source);
        });
    }

    /** A channel shows itself in its first message: the next one may take hours. */
    private static Optional<TraceFormat> first(ByteSource source) {
        boolean more = true;
        while (more && !endsLine(source)) {
            more = source.more();
        }
        return TraceFormat.detect(source);
    }

    private static boolean endsLine(ByteSource source) {
        return source.available() > 0
                && source.buffer()[source.position() + source.available() - 1] == '\n';
    }

    private static InputAccount unreadable(String name, Exception e) {
        Tally tally = new Tally();
        tally.reject(RejectReason.UNREADABLE, 0, e.getClass().getSimpleName());
        return InputAccount.of(tally, name, Optional.empty(), Optional.empty());
    }
}
