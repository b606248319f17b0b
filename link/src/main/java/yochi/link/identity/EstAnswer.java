package yochi.link.identity;

import java.util.Map;

/**
 * What an HTTP server shall answer to an {@link EstRequest}.
 *
 * @param status HTTP status
 * @param headers names and values
 * @param body ASCII text
 */
public record EstAnswer(int status, Map<String, String> headers, String body) {
    static EstAnswer certificates(String base64) {
        return new EstAnswer(
                200,
                Map.of(
                        "Content-Type",
                        "application/pkcs7-mime; smime-type=certs-only",
                        "Content-Transfer-Encoding",
                        "base64"),
                base64);
    }

    static EstAnswer refusal(int status, String why) {
        Map<String, String> headers = status == 401
                ? Map.of("Content-Type", "text/plain", "WWW-Authenticate", "Basic realm=\"yochi enrolment\"")
                : Map.of("Content-Type", "text/plain");
        return new EstAnswer(status, headers, why + "\n");
    }
}
