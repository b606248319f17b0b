package yochi.centre.pages;

import java.util.Locale;

/** The views of the console; an event names the one that changed. */
public enum View {
    START,
    SIGHTINGS,
    REGIONS,
    SPREAD,
    SERIES,
    ALERTS,
    ATTACKS,
    FORECASTS,
    RECORD,
    LOOP,
    NOTICES,
    SITES,
    DUTY,
    FLEET;

    /** The view's name in addresses and JSON. */
    public String path() {
        return name().toLowerCase(Locale.ROOT);
    }
}
