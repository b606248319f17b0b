package yochi.centre.courier;

import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import yochi.centre.response.Courier;
import yochi.core.model.Alert;
import yochi.core.model.Asn;
import yochi.core.model.Notice;
import yochi.core.model.Tlp;
import yochi.link.exchange.NoticeJson;
import yochi.link.identity.CertificateAuthority;
import yochi.link.identity.Fingerprint;
import yochi.link.identity.PartyName;
import yochi.link.identity.Pem;
import yochi.link.identity.Signed;
import yochi.link.identity.Signer;
import yochi.link.identity.SigningKey;

/** Signed notices for couriers' tests, and the authority of the servers that take them. */
final class Parcels {
    static final Instant NOW = Instant.parse("2026-01-02T03:04:05Z");

    private Parcels() {}

    static Courier.Parcel to(String address) {
        SecureRandom chance = new SecureRandom();
        Signer signer = new Signer(SigningKey.generate(chance), PartyName.centre("home"), () -> NOW, chance);
        Alert alert = new Alert(
                "a1", Alert.Basis.NOWCAST, NOW, NOW, "Attack ordered", new Asn(64_496), List.of(), 1, 0, List.of(),
                List.of(), Tlp.AMBER);
        Notice notice = new Notice(
                "0190a1b2-0000-7000-8000-000000000003",
                alert,
                "isp-a",
                List.of(),
                List.of(),
                List.of(
                        new Notice.Text("en", "Attack ordered\r\nBcc: x@example.org", "see hxxp://example[.]org"),
                        new Notice.Text("ja", "攻撃命令", "取るべき対応")));
        Signed<Notice> signed = signer.sign(
                notice, NoticeJson.FORM, PartyName.member("isp-a"), java.time.Duration.ofDays(1));
        return new Courier.Parcel(
                address, signed.id(), signed.text(), notice, Fingerprint.of(signed).toString());
    }

    static CertificateAuthority authority(Path folder, InstantSource clock) {
        return CertificateAuthority.open(
                folder, "test root", CertificateAuthority.Lives.usual(), clock, new SecureRandom());
    }

    static Path root(Path file, CertificateAuthority authority) throws java.io.IOException {
        return Files.writeString(file, Pem.of(authority.root()));
    }
}
