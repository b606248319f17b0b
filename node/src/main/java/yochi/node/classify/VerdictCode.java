package yochi.node.classify;

/**
 * The verdict on an IPv4 packet, counted address and relations apart, packed into one number: from below service, rule,
 * whether an address is counted, and the marks that do not follow from the rule.
 */
public final class VerdictCode {
    private static final Rule[] RULES = Rule.values();

    private static final int SERVICE_MASK = (1 << 20) - 1;
    private static final int RULE = 20;
    private static final int RULE_MASK = (1 << 7) - 1;
    private static final int ATTRIBUTED = 1 << 27;
    /** Where the mark of a likely forgery stands. */
    static final int FORGED = 1 << 28;

    private static final int INVESTIGATIVE = 1 << 29;
    /** The two bits above may hold anything. */
    static final int FREE = 30;

    private static final int FORGED_MARK = Mark.LIKELY_SPOOFED.bit();
    private static final int INVESTIGATIVE_MARK = Mark.INVESTIGATIVE.bit();

    private VerdictCode() {}

    @SuppressWarnings("EnumOrdinal") // never leaves the process
    static int pack(Rule rule, boolean attributed, int service, int marks) {
        return (attributed ? ATTRIBUTED : 0)
                | ((marks & FORGED_MARK) != 0 ? FORGED : 0)
                | ((marks & INVESTIGATIVE_MARK) != 0 ? INVESTIGATIVE : 0)
                | rule.ordinal() << RULE
                | service;
    }

    /** As {@link ServiceNumber}. */
    public static int service(int code) {
        return code & SERVICE_MASK;
    }

    /** Whether the counted address is known. */
    public static boolean attributed(int code) {
        return (code & ATTRIBUTED) != 0;
    }

    /** The rule's number in this program. */
    public static int ruleNumber(int code) {
        return (code >>> RULE) & RULE_MASK;
    }

    static Rule rule(int code) {
        return RULES[ruleNumber(code)];
    }

    /** Bits of the {@link Mark}s. */
    static int marks(int code) {
        return rule(code).marks()
                | ((code & FORGED) != 0 ? FORGED_MARK : 0)
                | ((code & INVESTIGATIVE) != 0 ? INVESTIGATIVE_MARK : 0);
    }
}
