package yochi.app;

import picocli.CommandLine.Option;
import yochi.link.config.ByteSize;
import yochi.node.trace.Expansion;
import yochi.node.trace.TraceSettings;

/** The options that say how much one input may ask for. */
final class InputBounds {
    @Option(
            names = "--most-expansion",
            paramLabel = "N",
            description = "Most decoded bytes for each compressed one, beyond 64 MiB (500).")
    private long mostExpansion = Expansion.usual().mostRatio();

    @Option(
            names = "--most-decoded",
            paramLabel = "SIZE",
            description = "Most decoded bytes of one compressed input, such as 64GiB (1TiB).")
    private String mostDecoded = new ByteSize(Expansion.usual().mostBytes()).toString();

    TraceSettings on(TraceSettings settings) {
        return settings.expanding(
                Usage.of(() -> new Expansion(ByteSize.parse(mostDecoded).bytes(), mostExpansion)));
    }
}
