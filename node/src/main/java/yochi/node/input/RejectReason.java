package yochi.node.input;

/** Why a record of an input was not taken; each reason knows what its reader can do about it. */
public enum RejectReason {
    UNREADABLE("unreadable", "check that the path exists, is a file and may be read"),
    EMPTY("empty", "the input has no byte: check the sensor or the copy"),
    FORMAT_UNKNOWN("formatUnknown", "name the format with --format; docs/formats.md lists them"),
    TRUNCATED("truncated", "the input ends inside a record: copy it again or ask the sensor for the rest"),
    DAMAGED("damaged", "the compressed stream is broken from here on: copy it again"),
    EXPANDS_TOO_MUCH("expandsTooMuch", "a compression bomb; if it is not, raise --most-expansion"),
    ABSURD_LENGTH("absurdLength", "the record's length cannot be: the file is damaged here; reading went on behind it"),
    MALFORMED("malformed", "the record does not follow its format; look at the position named"),
    TIME_MISSING("timeMissing", "the record holds no time: capture with enhanced packet blocks, or classic pcap"),
    CUT_FRAME("cutFrame", "capture with a larger snapshot length: the addresses are missing"),
    UNSUPPORTED_LINK_TYPE("unsupportedLinkType", "capture on Ethernet, raw IP, Linux cooked or loopback"),
    LINE_TOO_LONG("lineTooLong", "no sensor writes such lines: the file is damaged here"),
    COLUMNS_MISSING("columnsMissing", "the header line lacks columns that the format needs"),
    UNKNOWN_SENSOR("unknownSensor", "add the sensor to the sensors file"),
    MONITORED_MISSING("monitoredMissing", "the format holds both directions: name the monitored addresses (--dark)"),
    CLOCK_UNSET("clockUnset", "the sensor's clock was not set when it wrote this: set it (NTP)"),
    FUTURE_TIME("futureTime", "a clock runs ahead, or the time zone is not UTC: correct the sensor's clock"),
    NO_OBSERVATION(
            "noObservation", "the record tells nothing of a stranger (the sensor itself, another log); nothing to do"),
    BROKER("broker", "check address, identity, secret and rights at the hpfeeds broker"),
    MAPPING_MISSING("mappingMissing", "the format mapped needs a mapping file: --mapping FILE"),
    OWN_TRAFFIC("ownTraffic", "the sensor's own answers are no observations; nothing to do"),
    OUTSIDE_MONITORED("outsideMonitored", "neither end is a monitored address; correct --dark or the sensors file");

    private final String id;
    private final String remedy;

    RejectReason(String id, String remedy) {
        this.id = id;
        this.remedy = remedy;
    }

    /** The name in output. */
    public String id() {
        return id;
    }

    /** What the reader of the message can do, one clause. */
    public String remedy() {
        return remedy;
    }

    /** Whether it belongs to normal operation, so that it does not change the exit code. */
    public boolean expected() {
        return this == NO_OBSERVATION || this == OWN_TRAFFIC || this == OUTSIDE_MONITORED;
    }

    @Override
    public String toString() {
        return id;
    }
}
