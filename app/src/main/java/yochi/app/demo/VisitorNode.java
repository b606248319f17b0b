package yochi.app.demo;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import yochi.centre.line.HomeCentre;
import yochi.node.line.Node;
import yochi.node.line.Pace;

/**
 * The node that replays what the visitor brought, its times moved by whole weeks into the time that act 1 plays. It
 * is read at once, since a file of one's own need not be in the order of time.
 */
final class VisitorNode {
    private static final Duration PATIENCE = Duration.ofMinutes(1);

    private final Visitor visitor;
    private final HomeCentre home;
    private final Duration moved;
    private final Node node;
    private boolean shown;

    VisitorNode(Visitor visitor, HomeCentre home, Cast cast, Scenario.Regions plan) {
        this.visitor = visitor;
        this.home = home;
        Instant end = plan.end(plan.days());
        this.moved = visitor.moved(end);
        Cast.Role role = new Cast.Role(
                visitor.name(),
                visitor.country(),
                "visitor",
                visitor.inputs(),
                Optional.empty(),
                Optional.of(plan.historyFrom()),
                end,
                moved);
        node = cast.start(cast.node(cast.invite(home.centre(), role), role), visitor.name(), Pace.free());
    }

    String name() {
        return visitor.name();
    }

    Node node() {
        return node;
    }

    String told() {
        return "your file becomes node " + name() + ": " + visitor.format() + ", " + visitor.taken() + " of "
                + visitor.records() + " records taken" + (visitor.rejected().isEmpty() ? "" : ", " + visitor.rejected())
                + "; its times are moved by " + moved.toDays() + " days into the days that are played";
    }

    /** Waits until the centre has all of it: rounds look at no more than their own time anyway. */
    void await() throws InterruptedException {
        node.awaitDelivered(PATIENCE);
    }

    /** Looks whether its region stands among those of the last round, which the console shows. */
    void look() {
        shown = home.desk()
                .lastCube()
                .map(cube -> cube.regions().stream().anyMatch(r -> r.name().equals(name())))
                .orElse(false);
    }

    /** What came of it, once the centre has everything. */
    DemoDocument.VisitorPart part() throws InterruptedException {
        await();
        long reports = home.centre().collection().accounts().stream()
                .filter(a -> a.node().equals(node.node()))
                .mapToLong(a -> a.received())
                .sum();
        return new DemoDocument.VisitorPart(
                visitor.file().toString(),
                visitor.country().toString(),
                name(),
                visitor.format(),
                visitor.records(),
                visitor.taken(),
                visitor.rejected(),
                moved.toDays(),
                visitor.first().plus(moved).toString(),
                visitor.last().plus(moved).toString(),
                reports,
                shown);
    }
}
