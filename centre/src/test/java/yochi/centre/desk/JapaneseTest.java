package yochi.centre.desk;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What was missing, and what speaks for a finding, said in Japanese in pictures. */
class JapaneseTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "s1: no report | s1：報告がありません",
        "s1: watched 93.0 % of the window | s1：期間の 93.0 % を観測",
        "s1: 3 of 28 days not measured | s1：28 日のうち 3 日は計測がありません",
        "s1: tcp/445 filtered: the fleet's filter leaves this service out | s1：tcp/445 は配信したフィルターにより観測対象外です",
        "the reports cover no whole day | 報告は丸一日を覆っていません",
        "no report comes from JP | JP からの報告がありません",
        "fewer than 14 days were measured in JP | JP で計測した日が 14 日に足りません",
        "its own past lets expect 8.1 in the last 7 days, 65 came"
                + " | この地域の過去から見込まれるのは直近 7 日で 8.1、実際は 65",
        "it came here and elsewhere at once, elsewhere perhaps first, which speaks for a spread,"
                + " unless a filter here was lifted"
                + " | ほぼ同時に、おそらく他の地域に先に現れたため、広がってきたと考えられます（ここのフィルターが解除された場合を除く）。",
        "A flood over TCP to port 443 is ordered; the limit is the usual peak of this prefix."
                + " | TCP ポート 443 宛の大量通信の命令が出ています。上限はこのプレフィックスの通常の最大量です。",
        "A flood of ICMP is ordered; the limit is the usual peak of this prefix."
                + " | ICMP による大量通信の命令が出ています。上限はこのプレフィックスの通常の最大量です。",
        "a person's own words | a person's own words",
    })
    void eachSentenceHasItsWords(String english, String japanese) {
        assertThat(new Japanese().of(english)).isEqualTo(japanese);
    }
}
