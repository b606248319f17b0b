package yochi.node.session;

/** What is wrong with one record of a log, in words that hold nothing of the record itself. */
public final class LogFault extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public LogFault(String what) {
        super(what, null, false, false);
    }

    public String what() {
        return String.valueOf(getMessage());
    }
}
