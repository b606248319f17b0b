package yochi.node.line;

import java.time.Duration;
import java.time.Instant;

/** How a runner's windows stand, for an input that knows when nothing more will come of a time. */
interface Watermark {
    /** How long a window stays open after its end. */
    Duration lateness();

    /** Observations so far that lie before the last release of an earlier run, or before the begin. */
    long early();

    /** Nothing more will come of what lies before that time. */
    void silent(Instant until);
}
