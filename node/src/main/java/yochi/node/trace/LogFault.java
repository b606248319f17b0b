package yochi.node.trace;

/** What is wrong with one record of a log, in words that hold nothing of the record itself. */
final class LogFault extends RuntimeException {
    private static final long serialVersionUID = 1L;

    LogFault(String what) {
        super(what, null, false, false);
    }

    String what() {
        return String.valueOf(getMessage());
    }
}
