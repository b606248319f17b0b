package yochi.link.identity;

import com.code_intelligence.jazzer.api.FuzzedDataProvider;
import com.code_intelligence.jazzer.junit.FuzzTest;

class EstResponderFuzzTest {
    /** Bytes of a stranger: read as a request, or refused in words; no other exception. */
    @FuzzTest
    void readsOrRefusesRequests(FuzzedDataProvider data) {
        try {
            CertificateRequest.parse(data.consumeRemainingAsBytes());
        } catch (IllegalArgumentException e) {
            if (String.valueOf(e.getMessage()).isEmpty()) {
                throw new AssertionError("a refusal without a reason", e);
            }
        }
    }

    @FuzzTest
    void readsOrRefusesCertificates(FuzzedDataProvider data) {
        try {
            CertificatesOnly.decode(data.consumeRemainingAsString());
        } catch (IllegalArgumentException e) {
            if (String.valueOf(e.getMessage()).isEmpty()) {
                throw new AssertionError("a refusal without a reason", e);
            }
        }
    }
}
