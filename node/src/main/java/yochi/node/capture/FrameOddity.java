package yochi.node.capture;

/** What is odd about a frame that is an observation all the same. */
enum FrameOddity {
    NONE(""),
    /** The capture's snapshot length cut the frame inside an extension or transport header. */
    HEADER_CUT("headerCut"),
    /** The packet ends inside an extension or transport header, although nothing of it was cut. */
    HEADER_SHORT("headerShort"),
    /** More extension headers than any sender writes; what follows them is not looked for. */
    EXTENSIONS_WITHOUT_END("extensionsWithoutEnd");

    private final String id;

    FrameOddity(String id) {
        this.id = id;
    }

    /** The name in output. */
    String id() {
        return id;
    }
}
