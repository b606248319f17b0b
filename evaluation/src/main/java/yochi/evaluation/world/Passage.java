package yochi.evaluation.world;

import java.time.Instant;
import java.util.List;
import yochi.core.model.Region;

/** Which services the sites' networks let through on which day. */
final class Passage {
    private final Ground ground;
    private final List<Signature> signatures;
    private final List<PlantedEvent> filters;
    private final boolean[][] hidden;
    private final boolean[][] told;

    Passage(Ground ground, List<Signature> signatures, List<PlantedEvent> events) {
        this.ground = ground;
        this.signatures = signatures;
        this.filters = events.stream()
                .filter(e -> e.kind() == EventKind.FILTER_SET || e.kind() == EventKind.FILTER_LIFTED)
                .toList();
        int sites = ground.siteList().size();
        this.hidden = new boolean[sites][signatures.size()];
        this.told = new boolean[sites][signatures.size()];
        for (int i = 0; i < sites; i++) {
            for (int g = 0; g < ground.known().size(); g++) {
                hidden[i][g] = ground.hidden(i, g);
                told[i][g] = ground.hiddenTold(i, g);
            }
        }
    }

    boolean open(int site, int signature, int day) {
        return !hidden[site][signature] && filters.stream().noneMatch(e -> shuts(e, site, signature, day));
    }

    /** Whether the site's reports state that the service does not come through. */
    boolean toldShut(int site, int signature, int day) {
        return told[site][signature]
                || filters.stream().anyMatch(e -> e.told() && shuts(e, site, signature, day));
    }

    private boolean shuts(PlantedEvent e, int site, int signature, int day) {
        Region region = ground.siteList().get(site).region();
        Instant from = e.arrivals().get(region);
        if (from == null || !e.cell().equals(signatures.get(signature).cell())) {
            return false;
        }
        boolean reached = !from.isAfter(ground.day(day).start());
        return switch (e.kind()) {
            case FILTER_SET -> reached;
            case FILTER_LIFTED -> !reached;
            case RISE, GLOBAL, SPREAD, LOCAL, BURST -> false;
        };
    }
}
