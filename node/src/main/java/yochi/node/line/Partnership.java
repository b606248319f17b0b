package yochi.node.line;

import yochi.node.border.PartnerRoster;

/** All that a node has with nodes of other countries: what it tells them, and what they tell it. */
record Partnership(PartnerRoster roster, Spool spool, ReportSender sender, OffenderDesk desk, ParcelPost post) {
    void start() {
        sender.start();
        post.start();
    }

    /** What is wrong, or empty; crosses the border, so it says nothing of whom. */
    String problem() {
        return (roster.problem().isEmpty() ? "" : " partners: see the node's own log") + sender.problem();
    }

    void close() {
        sender.close();
        post.close();
    }
}
