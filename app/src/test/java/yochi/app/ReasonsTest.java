package yochi.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import yochi.node.input.RejectReason;
import yochi.node.summary.NotWatched;
import yochi.node.trace.TraceFormat;

/** Every reason has words in Japanese, and Japanese text holds no English one. */
class ReasonsTest {
    private final Reasons japanese = new Reasons(Locale.JAPANESE);
    private final Reasons english = new Reasons(Locale.ENGLISH);

    @Test
    void everyReasonThatAnOutputCanHoldHasWordsInJapanese() {
        List<String> texts = new ArrayList<>();
        for (TraceFormat format : TraceFormat.values()) {
            format.unknown().forEach(u -> {
                String code = format.id() + "." + u.field();
                assertThat(english.of("unknown", code, u.reason())).isEqualTo(u.reason());
                texts.add(japanese.of("unknown", code, u.reason()));
            });
        }
        for (RejectReason reason : RejectReason.values()) {
            texts.add(japanese.of("remedy", reason.id(), reason.remedy()));
        }
        for (NotWatched reason : NotWatched.values()) {
            texts.add(japanese.of("missing", NotWatched.code(reason.text()), reason.text()));
        }
        texts.add(japanese.of("missing", "noWindow", "x"));
        texts.add(japanese.of("unknown", "investigative.addresses", "x"));
        assertThat(texts).hasSizeGreaterThan(70).allMatch(text -> text.codePoints().anyMatch(c -> c >= 0x3000));
    }

    @Test
    void aNumberInAReasonStandsInItsWordsToo() {
        assertThat(japanese.of("unknown", "bytes.noLength", "17 records hold no length")).startsWith("17 件");
        assertThat(japanese.of("unknown", "nobody.knows", "as it is")).isEqualTo("as it is");
    }

    @Test
    void japaneseTextOfARunHoldsItsReasonsInJapanese() {
        Path orders = Path.of(System.getProperty("yochi.root", "..")).resolve("samples/ddosia");
        Stage stage = new Stage();
        Locale before = Locale.getDefault();
        try {
            Locale.setDefault(Locale.JAPANESE);
            stage.run("observe", orders.toString());
        } finally {
            Locale.setDefault(before);
        }
        String text = stage.out();
        assertThat(text).contains("攻撃命令は通信ではありません");
        assertThat(text.lines().filter(l -> l.startsWith("不明") || l.startsWith("欠測")))
                .isNotEmpty()
                .noneMatch(l -> l.matches(".*: [A-Za-z ,]{20,}.*"));
    }
}
