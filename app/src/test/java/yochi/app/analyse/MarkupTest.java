package yochi.app.analyse;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class MarkupTest {
    @Test
    void textFromReportsCanNotBecomeMarkup() {
        String html = new Markup()
                .both("<script>alert('x')</script>", "\"&")
                .text("<b>")
                .raw("%s", 100)
                .toString();
        assertThat(html)
                .doesNotContain("<script", "<b>", "'")
                .contains("&lt;script&gt;", "&quot;&amp;", "&lt;b&gt;", "100");
    }
}
