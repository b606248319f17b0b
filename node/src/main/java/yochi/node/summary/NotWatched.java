package yochi.node.summary;

/** Why a sensor did not watch in full, as a code and as the text that its uptime carries. */
public enum NotWatched {
    SILENT("silent", "silent for longer than is plausible, or down: the records hold no heartbeat"),
    OUTSIDE("outside", "outside the time that the input covers");

    private final String code;
    private final String text;

    NotWatched(String code, String text) {
        this.code = code;
        this.text = text;
    }

    public String text() {
        return text;
    }

    /** The code of that text; empty for a text of somebody else. */
    public static String code(String text) {
        for (NotWatched reason : values()) {
            if (reason.text.equals(text)) {
                return reason.code;
            }
        }
        return "";
    }
}
