package yochi.core.model;

/** A failure that an operator can act on: a numbered code, where it happened, and what to do now. */
public final class YochiException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final ErrorCode code;

    public YochiException(ErrorCode code, String what) {
        super(what);
        this.code = code;
    }

    public YochiException(ErrorCode code, String what, Throwable cause) {
        super(what, cause);
        this.code = code;
    }

    public ErrorCode code() {
        return code;
    }

    /** One line for people: number, what happened, what to do. */
    public String advice() {
        return "E" + code.number() + " " + getMessage() + ". " + code.remedy();
    }
}
