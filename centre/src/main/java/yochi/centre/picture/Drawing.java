package yochi.centre.picture;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import yochi.centre.pages.Say;
import yochi.centre.pages.Shape;

/** An SVG being drawn; the classes that give its forms their colours stand in picture.css. */
final class Drawing {
    private final int width;
    private final int height;
    private final List<Shape> shapes = new ArrayList<>();

    Drawing(int width, int height) {
        this.width = width;
        this.height = height;
    }

    Drawing add(Shape shape) {
        shapes.add(shape);
        return this;
    }

    Drawing line(String kind, double x1, double y1, double x2, double y2) {
        return add(stroke(kind, x1, y1, x2, y2));
    }

    static Shape stroke(String kind, double x1, double y1, double x2, double y2) {
        return Shape.of("line", "class", kind, "x1", x1, "y1", y1, "x2", x2, "y2", y2);
    }

    Drawing text(String kind, double x, double y, String anchor, Say words) {
        return add(words(kind, x, y, anchor, words));
    }

    static Shape words(String kind, double x, double y, String anchor, Say words) {
        return Shape.of("text", "class", kind, "x", x, "y", y, "text-anchor", anchor)
                .saying(words);
    }

    static Shape box(String kind, double x, double y, double width, double height) {
        return Shape.of("rect", "class", kind, "x", x, "y", y, "width", width, "height", height);
    }

    static Shape dot(String kind, double x, double y, double r) {
        return Shape.of("circle", "class", kind, "cx", x, "cy", y, "r", r);
    }

    static Shape path(String kind, String course) {
        return Shape.of("path", "class", kind, "d", course);
    }

    static Shape group(Shape... shapes) {
        return Shape.of("g").with(shapes);
    }

    /** Slanted lines over a box: the form of what could not be observed. */
    static Shape hatched(double x, double y, double width, double height) {
        StringBuilder lines = new StringBuilder();
        for (double at = 6; at < width + height; at += 6) {
            double x1 = x + Math.min(at, width);
            double y1 = y + Math.max(0, at - width);
            double x2 = x + Math.max(0, at - height);
            double y2 = y + Math.min(at, height);
            lines.append(String.format(Locale.ROOT, "M%.1f %.1fL%.1f %.1f", x1, y1, x2, y2));
        }
        return Drawing.group(box("unseen", x, y, width, height), path("hatch", lines.toString()));
    }

    /** The same small, for a legend. */
    static Shape sample(Shape... shapes) {
        return Shape.of("svg", "viewBox", "0 0 26 16", "width", 26, "height", 16, "class", "sample")
                .with(shapes);
    }

    Shape drawn() {
        return Shape.of("svg", "viewBox", "0 0 " + width + " " + height, "width", width, "height", height)
                .with(shapes);
    }
}
