package yochi.centre.line;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import yochi.centre.courier.Mail;
import yochi.centre.response.Channel;
import yochi.centre.response.Group;
import yochi.core.model.Tlp;
import yochi.link.config.SettingsFile;

/** Settings of notices: defaults, every key, and what is refused at the start. */
class NoticePlanTest {
    private static NoticePlan plan(String yaml) {
        return SettingsFile.parse(yaml, "notices", Path.of("."), NoticePlan.class);
    }

    @Test
    void withoutSettingsThereAreWebhooksToThePublicAndNoMail() {
        NoticePlan plan = NoticePlan.usual();
        assertThat(plan.groups()).isEmpty();
        assertThat(plan.webhooks().allowed()).isEmpty();
        assertThat(plan.webhooks().longest()).isEqualTo(Duration.ofSeconds(10));
        assertThat(plan.couriers(() -> java.time.Instant.EPOCH)).containsOnlyKeys(Channel.WEBHOOK);
    }

    @Test
    void everyKeyIsRead() {
        NoticePlan plan = plan(
                """
                groups:
                  - {name: both, members: [isp-a, power-b], tells: [nowcast, machines], clearance: GREEN}
                webhooks: {allowed: [10.0.0.0/8], longest: 3s}
                mail: {host: 127.0.0.1, port: 25, security: none, user: u, password: p, from: y@a.example, longest: 7s}
                """);
        assertThat(plan.groups().getFirst().tells())
                .containsExactlyInAnyOrder(Group.Matter.NOWCAST, Group.Matter.MACHINES);
        assertThat(plan.groups().getFirst().clearance()).isEqualTo(Tlp.GREEN);
        Mail.Server server = plan.mail().orElseThrow().server();
        assertThat(server.security()).isEqualTo(Mail.Security.NONE);
        assertThat(server.login().orElseThrow().user()).isEqualTo("u");
        assertThat(server.longest()).isEqualTo(Duration.ofSeconds(7));
        assertThat(plan.couriers(() -> java.time.Instant.EPOCH)).containsKeys(Channel.WEBHOOK, Channel.MAIL);
        assertThat(SettingsFile.print(plan)).doesNotContain("password: p\n").contains("security: none");
    }

    @Test
    void mailInClearToAnotherMachineIsRefusedAtTheStart() {
        NoticePlan plan = plan("mail: {host: mail.example, security: none, from: y@home.example}");
        assertThatThrownBy(() -> plan.couriers(() -> java.time.Instant.EPOCH))
                .hasMessageContaining("notices.mail")
                .hasMessageContaining("this machine only");
    }
}
