package yochi.node.classify;

import java.io.IOException;
import java.io.UncheckedIOException;
import yochi.node.observation.AttackOrder;
import yochi.node.observation.LoginSession;
import yochi.node.observation.Packet;

/**
 * Writes one line a packet (number of its record in the input, class, tool, rule) and hands the observation on. A line
 * {@code # input PATH} stands before the packets of each input.
 */
public final class LabelWriter implements ClassifiedSink {
    private static final String HEADER = "record,class,tool,rule\n";

    private final Appendable out;
    private final ClassifiedSink next;
    private String input = "";

    public LabelWriter(Appendable out, ClassifiedSink next) {
        this.out = out;
        this.next = next;
        write(HEADER);
    }

    @Override
    public void packet(Packet packet, Verdict verdict) {
        if (!packet.origin.input().equals(input)) {
            input = packet.origin.input();
            write("# input " + input + "\n");
        }
        write(packet.record + "," + verdict.type() + "," + verdict.tool() + "," + verdict.rule.id() + "\n");
        next.packet(packet, verdict);
    }

    @Override
    public void session(LoginSession session, Rule rule) {
        next.session(session, rule);
    }

    @Override
    public void order(AttackOrder order, Rule rule) {
        next.order(order, rule);
    }

    private void write(String line) {
        try {
            out.append(line);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
