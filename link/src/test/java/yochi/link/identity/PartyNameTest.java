package yochi.link.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PartyNameTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "urn:yochi:node:0190a5b8-7c00-7000-8000-000000000001",
                "urn:yochi:centre:home",
                "urn:yochi:member:isp-a.example"
            })
    void readsWhatItPrints(String uri) {
        assertThat(PartyName.parse(uri)).hasToString(uri);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "urn:yochi:",
                "urn:yochi:node:0190a5b8-7c00-4000-8000-000000000001",
                "urn:yochi:node:x",
                "urn:yochi:member:",
                "urn:yochi:member:A",
                "urn:yochi:member:a b",
                "urn:yochi:member:-a",
                "urn:yochi:king:a",
                "https://example.org/"
            })
    void refusesOtherNames(String uri) {
        assertThatThrownBy(() -> PartyName.parse(uri)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void saysThatAMemberIsNoNode() {
        assertThatThrownBy(() -> PartyName.member("isp-a").nodeId()).hasMessageContaining("is no node");
    }
}
