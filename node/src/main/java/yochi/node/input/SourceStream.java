package yochi.node.input;

/** The decoded bytes of an input as a stream, for parsers that want one. */
public final class SourceStream extends BlockStream {
    private final ByteSource source;

    public SourceStream(ByteSource source) {
        this.source = source;
    }

    @Override
    public int read(byte[] target, int offset, int length) {
        if (length == 0) {
            return 0;
        }
        if (source.available() == 0 && !source.more()) {
            return -1;
        }
        int n = Math.min(length, source.available());
        System.arraycopy(source.buffer(), source.position(), target, offset, n);
        source.skip(n);
        return n;
    }
}
