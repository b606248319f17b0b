package yochi.node.classify;

import yochi.core.model.AttackType;
import yochi.core.model.Service;
import yochi.core.model.Tool;

/** What the classifier says of one packet: filled again for every packet, like the packet itself. */
public final class Verdict {
    private static final Tool[] TOOLS = Tool.values();

    /** The rule that decided. */
    public Rule rule = Rule.NOT_IP;
    /** Whose address is counted is known; otherwise the packet counts without any address. */
    public boolean attributed;
    /** 4 or 6: version of the counted address. */
    public int countedVersion;
    /** Upper half of the counted address: the source of a scan, the victim of an attack. */
    public long countedHigh;
    /** Lower half of the counted address, or all of an IPv4 address. */
    public long countedLow;
    /** The service as {@link ServiceNumber}: asked for by a scan, attacked at a victim. */
    public int service = ServiceNumber.ANY;
    /** Bits of the {@link Tool}s whose relation holds (ask {@link #fits}); a packet may satisfy several by chance. */
    public int relations;

    /** Bits of the {@link Mark}s. */
    public int marks;

    /** Fills it from the packed form. */
    void unpack(int code, int address, int itsRelations) {
        rule = VerdictCode.rule(code);
        attributed = VerdictCode.attributed(code);
        countedVersion = 4;
        countedHigh = 0;
        countedLow = address & 0xFFFF_FFFFL;
        service = VerdictCode.service(code);
        relations = itsRelations;
        marks = VerdictCode.marks(code);
    }

    void decide(Rule decided) {
        rule = decided;
    }

    public AttackType type() {
        return rule.type();
    }

    public Service asService() {
        return ServiceNumber.unpack(service);
    }

    /** The tool's bit in {@link #relations}; never leaves the process. */
    public static int bit(Tool tool) {
        return ToolRelations.bit(tool);
    }

    public boolean has(Mark mark) {
        return (marks & mark.bit()) != 0;
    }

    public boolean fits(Tool tool) {
        return (relations & ToolRelations.bit(tool)) != 0;
    }

    /** The number in this program of the first tool in the order of {@link Tool}, whose relations these are. */
    public static int toolNumber(int relations) {
        // No bit has 32 zeros behind it, which is the place of NONE again; a branch would be mispredicted.
        return Integer.numberOfTrailingZeros(relations) & (Integer.SIZE - 1);
    }

    /** The first tool in the order of {@link Tool}: Mirai, by chance 2^-32, before Masscan and ZMap, 2^-16 each. */
    public Tool tool() {
        return TOOLS[toolNumber(relations)];
    }
}
