package yochi.app.analyse;

import java.util.List;
import java.util.Locale;
import java.util.TreeSet;
import yochi.core.model.Finding;
import yochi.core.model.Region;

/** How alike the regions are: a square per pair, darker the surer the overlap is above what chance would make. */
final class MatrixPicture {
    private static final int SQUARE = 54;
    private static final int LEFT = 150;
    private static final int TOP = 120;
    /** Room for the last slanted name. */
    private static final int RIGHT = 80;

    private MatrixPicture() {}

    static String of(List<Finding.Similarity> pairs) {
        TreeSet<Region> names = new TreeSet<>();
        pairs.forEach(p -> {
            names.add(p.a());
            names.add(p.b());
        });
        List<Region> regions = List.copyOf(names);
        double most = pairs.stream().mapToDouble(p -> p.low().orElse(0)).max().orElse(1);
        int side = regions.size() * SQUARE;
        Markup svg = new Markup();
        svg.raw(
                "<svg role=\"img\" viewBox=\"0 0 %d %d\" width=\"%d\" aria-label=\"%s\">",
                LEFT + side + RIGHT,
                TOP + side + 10,
                LEFT + side + RIGHT,
                "Matrix of regions: overlap of sources, lower bound / 地域間の類似度（送信元の重なりの下限）");
        for (int i = 0; i < regions.size(); i++) {
            String name = Markup.escape(regions.get(i).name());
            int at = i * SQUARE + SQUARE / 2;
            svg.raw("<text x=\"%d\" y=\"%d\" text-anchor=\"end\">%s</text>", LEFT - 8, TOP + at + 4, name);
            svg.raw(
                    "<text transform=\"translate(%d %d) rotate(-45)\">%s</text>", LEFT + at, TOP - 8, name);
        }
        for (Finding.Similarity pair : pairs) {
            double low = pair.low().orElse(0);
            double strength = most <= 0 ? 0 : low / most;
            square(svg, regions.indexOf(pair.a()), regions.indexOf(pair.b()), pair, strength);
            square(svg, regions.indexOf(pair.b()), regions.indexOf(pair.a()), pair, strength);
        }
        return svg.raw("</svg>").toString();
    }

    private static void square(Markup svg, int row, int column, Finding.Similarity pair, double strength) {
        int x = LEFT + column * SQUARE;
        int y = TOP + row * SQUARE;
        String value = pair.low().isPresent()
                ? String.format(Locale.ROOT, "%.1f", pair.low().getAsDouble())
                : "?";
        svg.raw(
                "<rect class=\"cell\" x=\"%d\" y=\"%d\" width=\"%d\" height=\"%d\" fill-opacity=\"%.2f\"/>",
                x + 1,
                y + 1,
                SQUARE - 2,
                SQUARE - 2,
                0.05 + 0.95 * strength * strength);
        svg.raw(
                "<text class=\"%s\" x=\"%d\" y=\"%d\" text-anchor=\"middle\">%s</text>",
                strength > 0.75 ? "pale" : "",
                x + SQUARE / 2,
                y + SQUARE / 2 + 4,
                value);
    }
}
