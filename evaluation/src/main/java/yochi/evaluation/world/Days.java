package yochi.evaluation.world;

import java.util.List;

/** Draws a world day by day, always from the first. */
interface Days {
    /** What every site saw on the next day. */
    List<SiteDay> next();
}
