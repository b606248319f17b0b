package yochi.app.analyse;

import java.util.Base64;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;
import yochi.centre.pages.Album;
import yochi.centre.pages.Picture;
import yochi.centre.pages.Say;
import yochi.centre.pages.Shape;

/** An album as a section of the page: drawing, readout, legend, what was missing, table and download. */
final class AlbumMarkup {
    private static final Say HINT = new Say(
            "Point at a form, or use the arrow keys here, to read its figures.", "図形を指すか、図を選んで矢印キーを押すと、数値を読めます。");

    /** More sentences than this are folded away. */
    private static final int FEW = 4;

    private final Markup html;

    AlbumMarkup(Markup html) {
        this.html = html;
    }

    void write(Album album) {
        html.raw("<section aria-labelledby=\"%s\"><h2 id=\"%s\">", album.id(), album.id());
        both(album.question());
        html.raw("</h2><p class=\"soft\">");
        both(album.reading());
        html.raw("</p>");
        if (album.pictures().isEmpty()) {
            html.raw("<p>");
            both(album.none());
            html.raw("</p>");
        }
        if (album.pictures().size() > 1) {
            choice(album);
        }
        for (int i = 0; i < album.pictures().size(); i++) {
            picture(album, album.pictures().get(i), i == 0);
        }
        html.raw("</section>");
    }

    private void choice(Album album) {
        html.raw("<p><label>").both("Show: ", "表示：").raw("<select data-album=\"%s\">", album.id());
        for (Picture p : album.pictures()) {
            html.raw(
                    "<option value=\"%s\" data-en=\"%s\" data-ja=\"%s\">%s</option>",
                    address(album, p),
                    Markup.escape(p.label().en()),
                    Markup.escape(p.label().ja()),
                    Markup.escape(p.label().en()));
        }
        html.raw("</select></label></p>");
    }

    private static String address(Album album, Picture picture) {
        return Markup.escape(album.id() + "-" + picture.id());
    }

    private void picture(Album album, Picture picture, boolean first) {
        String id = address(album, picture);
        html.raw("<figure class=\"picture\" id=\"%s\" data-of=\"%s\"%s>", id, album.id(), first ? "" : " hidden");
        html.raw("<p id=\"%s-answer\">", id);
        both(picture.answer());
        html.raw("</p><div class=\"hold\" tabindex=\"0\" role=\"group\" aria-labelledby=\"%s\">", album.id());
        shape(picture.drawing(), " role=\"img\" aria-labelledby=\"" + id + "-answer\"");
        html.raw("</div><output class=\"soft\" aria-live=\"polite\">");
        both(HINT);
        html.raw("</output><ul class=\"legend\">");
        for (Picture.Entry entry : picture.legend()) {
            html.raw("<li>");
            shape(entry.sample(), " aria-hidden=\"true\"");
            both(entry.meaning());
            html.raw("</li>");
        }
        html.raw("</ul>");
        lacking(picture.missing());
        behind(id, picture.table());
        html.raw("</figure>");
    }

    private void lacking(List<Say> missing) {
        boolean folded = missing.size() > FEW;
        html.raw(folded ? "<details class=\"lacking\"><summary>" : "<div class=\"lacking\"><strong>")
                .both("What was missing", "欠けていたもの")
                .raw(folded ? " (%s)</summary>" : ": </strong>", missing.size());
        if (missing.isEmpty()) {
            html.both("nothing.", "なし。");
        } else {
            html.raw("<ul>");
            missing.forEach(m -> {
                html.raw("<li>");
                both(m);
                html.raw("</li>");
            });
            html.raw("</ul>");
        }
        html.raw(folded ? "</details>" : "</div>");
    }

    private void behind(String id, Picture.Table table) {
        html.raw("<div class=\"behind\"><details><summary>")
                .both("The statistics behind it, as a table", "元の統計（表）")
                .raw("</summary><div class=\"scroll\" tabindex=\"0\" role=\"region\" aria-labelledby=\"%s-head\">", id)
                .raw("<table><caption id=\"%s-head\">", id)
                .both("Statistics behind the picture", "図の元の統計")
                .raw("</caption><thead><tr>");
        for (Picture.Column c : table.columns()) {
            html.raw("<th scope=\"col\">");
            both(c.head());
            html.raw("</th>");
        }
        html.raw("</tr></thead><tbody>");
        for (List<String> row : table.rows()) {
            html.raw("<tr>");
            for (int i = 0; i < row.size(); i++) {
                String kind = table.columns().get(i).number() ? "" : " class=\"t\"";
                String text = row.get(i).isEmpty() ? "?" : Markup.escape(row.get(i));
                if (i == 0) {
                    html.raw("<th scope=\"row\">%s</th>", text);
                } else {
                    html.raw("<td%s>%s</td>", kind, text);
                }
            }
            html.raw("</tr>");
        }
        html.raw("</tbody></table></div></details><a download=\"%s.json\" href=\"%s\">", id, download(table))
                .both("Download as JSON", "JSON を保存")
                .raw("</a></div>");
    }

    /** One object a row, by the columns' keys; what cannot be told is absent. */
    private static String download(Picture.Table table) {
        ArrayNode rows = JsonMapper.shared().createArrayNode();
        for (List<String> row : table.rows()) {
            ObjectNode object = rows.addObject();
            for (int i = 0; i < row.size(); i++) {
                if (!row.get(i).isEmpty()) {
                    object.put(table.columns().get(i).key(), row.get(i));
                }
            }
        }
        byte[] json = JsonMapper.shared().writeValueAsBytes(rows);
        return "data:application/json;charset=utf-8;base64,"
                + Base64.getEncoder().encodeToString(json);
    }

    /** What is the same in both languages is written once. */
    private void both(Say words) {
        if (words.en().equals(words.ja())) {
            html.raw("%s", Markup.escape(words.en()));
        } else {
            html.both(words.en(), words.ja());
        }
    }

    private void shape(Shape shape, String more) {
        html.raw("<%s", shape.tag());
        for (Map.Entry<String, String> a : shape.attributes().entrySet()) {
            html.raw(" %s=\"%s\"", a.getKey(), Markup.escape(a.getValue()));
        }
        shape.tell()
                .ifPresent(
                        t -> html.raw(" data-en=\"%s\" data-ja=\"%s\"", Markup.escape(t.en()), Markup.escape(t.ja())));
        html.raw("%s>", more);
        shape.text().ifPresent(t -> html.raw("%s", inside(t)));
        shape.children().forEach(child -> shape(child, ""));
        html.raw("</%s>", shape.tag());
    }

    private static String inside(Say words) {
        return words.en().equals(words.ja()) ? Markup.escape(words.en()) : Markup.pairInPicture(words.en(), words.ja());
    }
}
