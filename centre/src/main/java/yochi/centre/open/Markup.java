package yochi.centre.open;

/** HTML as it grows; every text is escaped, so nothing in the counts can become an element. */
final class Markup {
    private final StringBuilder out = new StringBuilder();

    /** Markup of ours, as it is. */
    Markup raw(String markup) {
        out.append(markup);
        return this;
    }

    /** Text, escaped. */
    Markup text(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '&' -> out.append("&amp;");
                case '<' -> out.append("&lt;");
                case '>' -> out.append("&gt;");
                case '"' -> out.append("&quot;");
                default -> out.append(c);
            }
        }
        return this;
    }

    /** An element with nothing but text in it. */
    Markup element(String tag, String text) {
        return raw("<" + tag + ">").text(text).raw("</" + tag + ">\n");
    }

    /** The same with a class. */
    Markup element(String tag, String kind, String text) {
        return raw("<" + tag + " class=\"" + kind + "\">").text(text).raw("</" + tag + ">\n");
    }

    Markup heading(String id, String text) {
        return raw("<h2 id=\"" + id + "\">").text(text).raw("</h2>\n");
    }

    Markup link(String address, String text) {
        return raw("<a href=\"").text(address).raw("\">").text(text).raw("</a>");
    }

    @Override
    public String toString() {
        return out.toString();
    }
}
