package yochi.core.model;

/** Which end of an attack an observation speaks of; nothing ever mixes the two. */
public enum Party {
    /** The address that acts: a scanner, a brute forcer. */
    ORIGIN,
    /** The address that suffers: a flooded host, the target of an attack order. */
    VICTIM
}
