package yochi.centre.courier;

import jakarta.mail.AuthenticationFailedException;
import jakarta.mail.Authenticator;
import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.PasswordAuthentication;
import jakarta.mail.SendFailedException;
import jakarta.mail.Session;
import jakarta.mail.Transport;
import jakarta.mail.internet.AddressException;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeBodyPart;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Date;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Properties;
import java.util.stream.Collectors;
import javax.net.ssl.SSLContext;
import org.eclipse.angus.mail.smtp.SMTPAddressFailedException;
import org.eclipse.angus.mail.smtp.SMTPSendFailedException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import yochi.centre.response.Courier;
import yochi.core.model.Notice;
import yochi.link.config.Secret;

/**
 * Hands a notice to the centre's mail server: plain text in both languages with nothing to click on, the fingerprint,
 * and the signed notice attached. The message's number is the same at every try, so a mail that came twice is seen as
 * one. Accepted by the server is not yet read by anybody: only an acknowledgement ends the escalation.
 */
public final class Mail implements Courier {
    private static final Logger LOG = LoggerFactory.getLogger(Mail.class);
    private static final int LONGEST_SUBJECT = 200;

    private final InternetAddress from;
    private final Session session;
    private final InstantSource clock;

    /** How the way to the mail server is closed to others. */
    public enum Security {
        /** STARTTLS, or nothing is sent. */
        STARTTLS,
        /** TLS from the first byte. */
        TLS,
        /** In clear: to a server on the same machine only. */
        NONE
    }

    /**
     * The centre's mail server.
     *
     * @param login name and password; empty where it asks for none
     * @param from the sender, to whom late bounces go
     * @param longest of each step of one try
     */
    public record Server(
            String host, int port, Security security, Optional<Login> login, String from, Duration longest) {}

    /** What the server asks for. */
    public record Login(String user, Secret password) {}

    /**
     * The courier.
     *
     * @param tls whom it trusts
     */
    public Mail(Server server, SSLContext tls, InstantSource clock) {
        this.clock = clock;
        if (server.security() == Security.NONE && !isLoopback(server.host())) {
            throw new IllegalArgumentException(
                    "mail in clear goes to a server on this machine only (127.0.0.1, ::1), not to " + server.host());
        }
        try {
            from = new InternetAddress(server.from(), true);
        } catch (AddressException e) {
            throw new IllegalArgumentException("no sender of mail: " + server.from(), e);
        }
        session = Session.getInstance(properties(server, tls, from.getAddress()), authenticator(server));
    }

    private static boolean isLoopback(String host) {
        try {
            return InetAddress.ofLiteral(host).isLoopbackAddress();
        } catch (IllegalArgumentException e) {
            return host.equals("localhost");
        }
    }

    private static Properties properties(Server server, SSLContext tls, String from) {
        String millis = Long.toString(server.longest().toMillis());
        Properties out = new Properties();
        out.setProperty("mail.smtp.host", server.host());
        out.setProperty("mail.smtp.port", Integer.toString(server.port()));
        out.setProperty("mail.smtp.from", from);
        out.setProperty("mail.smtp.localhost", from.substring(from.indexOf('@') + 1));
        out.setProperty("mail.smtp.auth", Boolean.toString(server.login().isPresent()));
        out.setProperty("mail.smtp.connectiontimeout", millis);
        out.setProperty("mail.smtp.timeout", millis);
        out.setProperty("mail.smtp.writetimeout", millis);
        out.setProperty("mail.smtp.starttls.enable", Boolean.toString(server.security() == Security.STARTTLS));
        out.setProperty("mail.smtp.starttls.required", Boolean.toString(server.security() == Security.STARTTLS));
        out.setProperty("mail.smtp.ssl.enable", Boolean.toString(server.security() == Security.TLS));
        out.setProperty("mail.smtp.ssl.checkserveridentity", "true");
        out.setProperty("mail.smtp.ssl.protocols", "TLSv1.3 TLSv1.2");
        out.put("mail.smtp.ssl.socketFactory", tls.getSocketFactory());
        out.setProperty("mail.mime.charset", "UTF-8");
        return out;
    }

    private static Authenticator authenticator(Server server) {
        return new Authenticator() {
            @Override
            protected PasswordAuthentication getPasswordAuthentication() {
                Login login = server.login().orElseThrow();
                return new PasswordAuthentication(login.user(), login.password().value());
            }
        };
    }

    @Override
    public Result send(Parcel parcel) {
        try {
            Transport.send(message(parcel));
            return new Result.Delivered();
        } catch (AddressException e) {
            return new Result.Bounced("no mail address");
        } catch (AuthenticationFailedException e) {
            LOG.error("event=mail.refused remedy=\"user and password of notices.mail\"");
            return new Result.Later("our mail server refuses our login");
        } catch (MessagingException e) {
            return failed(e);
        }
    }

    private Result failed(MessagingException e) {
        OptionalInt code = code(e);
        if (code.isEmpty()) {
            return new Result.Later("our mail server cannot be reached, or has no trusted TLS");
        }
        String said = "the mail server answers " + code.getAsInt();
        boolean never = code.getAsInt() / 100 == 5;
        return never ? new Result.Bounced(said) : new Result.Later(said);
    }

    /** What the server answered to the address or the message; its words may name people and are left out. */
    private static OptionalInt code(MessagingException e) {
        for (Exception at = e; at != null; at = at instanceof MessagingException m ? m.getNextException() : null) {
            if (at instanceof SMTPAddressFailedException address) {
                return OptionalInt.of(address.getReturnCode());
            }
            if (at instanceof SMTPSendFailedException send && send.getReturnCode() > 0) {
                return OptionalInt.of(send.getReturnCode());
            }
        }
        return e instanceof SendFailedException ? OptionalInt.of(550) : OptionalInt.empty();
    }

    MimeMessage message(Parcel parcel) throws MessagingException {
        String domain = from.getAddress().substring(from.getAddress().indexOf('@') + 1);
        String id = "<" + parcel.message() + "@" + domain + ">";
        MimeMessage mail = new MimeMessage(session) {
            @Override
            protected void updateMessageID() throws MessagingException {
                setHeader("Message-ID", id);
            }
        };
        mail.setFrom(from);
        mail.setRecipient(Message.RecipientType.TO, new InternetAddress(parcel.address(), true));
        mail.setSubject(subject(parcel.notice()), "UTF-8");
        mail.setSentDate(Date.from(clock.instant()));
        mail.setHeader("Auto-Submitted", "auto-generated"); // RFC 3834: no machine answers it
        MimeBodyPart text = new MimeBodyPart();
        text.setText(text(parcel), "UTF-8", "plain");
        MimeBodyPart signed = new MimeBodyPart();
        signed.setDataHandler(new jakarta.activation.DataHandler(new jakarta.mail.util.ByteArrayDataSource(
                parcel.text().getBytes(StandardCharsets.UTF_8), "application/json")));
        signed.setFileName("yochi-notice-" + parcel.notice().id() + ".json");
        mail.setContent(new MimeMultipart(text, signed));
        return mail;
    }

    /** One line: no header of its own can begin in it. */
    private static String subject(Notice notice) {
        String titles = notice.texts().stream().map(Notice.Text::title).collect(Collectors.joining(" / "));
        String said = titles.isEmpty() ? notice.alert().id() : titles;
        String line = "[Yochi] " + said.replaceAll("[\\p{Cntrl}\\s]+", " ");
        return line.length() <= LONGEST_SUBJECT ? line : line.substring(0, LONGEST_SUBJECT);
    }

    private static String text(Parcel parcel) {
        String check = "Fingerprint / 照合番号: " + parcel.fingerprint() + "\n";
        return check + "\n"
                + parcel.notice().texts().stream()
                        .map(t -> t.title() + "\n\n" + t.body() + "\n")
                        .collect(Collectors.joining("\n----\n\n"))
                + "\n" + check;
    }
}
