package yochi.evaluation.world;

/** What can be planted into the statistics of regions. */
public enum EventKind {
    /** More sources of a signature that everybody knows, for some days, in some regions. */
    RISE,
    /** More of them in all regions at once: nothing local. */
    GLOBAL,
    /** A brand-new signature that comes to one region after another and stays. */
    SPREAD,
    /** A brand-new signature at one region, for some days. */
    LOCAL,
    /** One source that sends very many packets to one region on one day. */
    BURST,
    /** A service no longer let through to some regions' sensors, from a day on. */
    FILTER_SET,
    /** A service let through only from a day on, at regions that never saw it before. */
    FILTER_LIFTED
}
