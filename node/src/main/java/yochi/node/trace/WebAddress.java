package yochi.node.trace;

import java.net.InetAddress;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import yochi.core.model.Service;
import yochi.node.session.LogFault;

/**
 * The parts of a link that say where it leads; lenient, since those who attack write what they like.
 *
 * @param host name in lower case, or address without brackets
 * @param service TCP at the port named, or at that of the scheme
 * @param server the host's address where the link itself names one
 */
record WebAddress(String host, Service service, Optional<InetAddress> server) {
    private static final Pattern LINK = Pattern.compile(
            "(?i)(https?|ftp)://(?:[^/?#@]{0,256}@)?"
                    + "(\\[[0-9a-f:.]{2,45}\\]|[^/:?#\\s]{1,253})(?::(\\d{1,5}))?(?:[/?#].*)?",
            Pattern.DOTALL);
    private static final int PORT = 0xFFFF;

    static WebAddress of(String link) {
        Matcher parts = LINK.matcher(link.strip());
        if (!parts.matches()) {
            throw new LogFault("the page is no http, https or ftp link");
        }
        String host = parts.group(2).replace("[", "").replace("]", "").toLowerCase(Locale.ROOT);
        int port = Optional.ofNullable(parts.group(3))
                .map(Integer::parseInt)
                .orElseGet(() -> usual(parts.group(1).toLowerCase(Locale.ROOT)));
        if (port > PORT) {
            throw new LogFault("the page's port is none");
        }
        return new WebAddress(host, Service.tcp(port), Fields.address(host));
    }

    private static int usual(String scheme) {
        return switch (scheme) {
            case "https" -> 443;
            case "ftp" -> 21;
            default -> 80;
        };
    }
}
