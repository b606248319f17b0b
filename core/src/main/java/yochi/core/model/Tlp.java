package yochi.core.model;

/** How far something may be passed on: the Traffic Light Protocol 2.0 of FIRST. */
public enum Tlp {
    CLEAR,
    GREEN,
    AMBER,
    AMBER_STRICT,
    RED
}
