package yochi.node.capture;

import yochi.node.input.RejectReason;

/** What keeps a frame from being an observation. */
enum FrameFault {
    NONE(RejectReason.MALFORMED, ""),
    CUT(RejectReason.CUT_FRAME, "cut before the addresses"),
    SHORT(RejectReason.MALFORMED, "frame too short for its headers"),
    BAD_HEADER(RejectReason.MALFORMED, "IP header with impossible version or length"),
    LAYERS(RejectReason.MALFORMED, "tags or labels without end");

    private final RejectReason reason;
    private final String sample;

    FrameFault(RejectReason reason, String sample) {
        this.reason = reason;
        this.sample = sample;
    }

    RejectReason reason() {
        return reason;
    }

    String sample() {
        return sample;
    }
}
