package yochi.centre.source;

import yochi.core.model.Country;

/** A node as the fleet knows it: what its reports say of themselves is held against it. */
public record Peer(String name, Country country) {}
