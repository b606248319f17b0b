package yochi.core.model;

/** A numbered kind of failure that a person can act on, with whose turn it is and what to do now. */
public enum ErrorCode {
    USAGE(100, Kind.USAGE, "See --help for the arguments this command takes."),
    SETTINGS(101, Kind.USAGE, "Correct the settings file at the places named."),
    INPUT_UNREADABLE(200, Kind.INPUT, "Check that the path exists and that this user may read it."),
    INPUT_REJECTED(201, Kind.INPUT, "Look at the reason and position; what was good has been processed."),
    FORMAT_UNKNOWN(202, Kind.INPUT, "Name the format with --format; docs/formats.md lists them."),
    REPORT_VERSION(203, Kind.INPUT, "Upgrade this side: the report was written by a newer major version."),
    PEER_UNREACHABLE(300, Kind.PEER, "Check that the peer runs and that the address and port are right."),
    PEER_REFUSED(301, Kind.PEER, "Check this party's certificate, its expiry and its enrolment."),
    SIGNATURE(302, Kind.PEER, "Do not act on the message; check the pinned key of its sender."),
    MESSAGE_REFUSED(303, Kind.PEER, "Ask the peer to mend what it sends, or raise the bound in the settings."),
    RESOURCE_EXHAUSTED(400, Kind.RESOURCES, "Free disk or memory, or raise the bound in the settings."),
    STORE_UNUSABLE(401, Kind.RESOURCES, "Check the directory's rights, its disk and that no other process holds it."),
    TOOL_MISSING(402, Kind.RESOURCES, "Install the program named and try again."),
    INTERNAL(500, Kind.INTERNAL, "This is our fault: report it with the text above.");

    /** Whose turn it is, and so the exit code of a command that ends with it. */
    public enum Kind {
        INTERNAL(1),
        USAGE(2),
        INPUT(3),
        PEER(4),
        RESOURCES(4);

        private final int exitCode;

        Kind(int exitCode) {
            this.exitCode = exitCode;
        }

        public int exitCode() {
            return exitCode;
        }
    }

    private final int number;
    private final Kind kind;
    private final String remedy;

    ErrorCode(int number, Kind kind, String remedy) {
        this.number = number;
        this.kind = kind;
        this.remedy = remedy;
    }

    public int number() {
        return number;
    }

    public Kind kind() {
        return kind;
    }

    /** What the reader should do now, one sentence. */
    public String remedy() {
        return remedy;
    }
}
