package yochi.node.trace;

import java.util.HexFormat;
import java.util.stream.Stream;
import yochi.node.input.ByteSource;

/** A form that is not read, but known well enough to say what turns it into one that is. */
enum ForeignForm {
    XZ("fd377a585a00", "xz: xz -dc FILE | yochi observe -"),
    BZIP2("425a68", "bzip2: bzip2 -dc FILE | yochi observe -"),
    LZ4("04224d18", "lz4: lz4 -dc FILE | yochi observe -"),
    ZIP("504b0304", "zip: unzip -p FILE | yochi observe -"),
    SNOOP("736e6f6f70000000", "snoop capture: editcap -F pcap FILE OUT"),
    MODIFIED_PCAP("34cdb2a1", "modified pcap: editcap -F pcap FILE OUT"),
    NFDUMP("0ca5", "nfdump's own file: nfdump -r FILE -o json | yochi observe -"),
    NFDUMP_TURNED("a50c", "nfdump's own file: nfdump -r FILE -o json | yochi observe -");

    private static final int LONGEST = 8;

    private final String magic;
    private final String hint;

    ForeignForm(String magic, String hint) {
        this.magic = magic;
        this.hint = hint;
    }

    /** What a person can do about an input that begins so, empty where nothing is known. */
    static String hint(ByteSource source) {
        int from = source.position();
        String head = HexFormat.of().formatHex(source.buffer(), from, from + Math.min(LONGEST, source.available()));
        return Stream.of(values())
                .filter(f -> head.startsWith(f.magic))
                .map(f -> f.hint)
                .findFirst()
                .orElse("");
    }
}
