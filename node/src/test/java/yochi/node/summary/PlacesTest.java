package yochi.node.summary;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import yochi.core.model.Asn;
import yochi.core.model.Country;
import yochi.core.model.YochiException;

/** country and AS of an address, unknown where no table covers it. */
class PlacesTest {
    @TempDir
    private Path folder;

    private Path table(String name, String text) throws IOException {
        Path file = folder.resolve(name);
        if (!name.endsWith(".gz")) {
            return Files.writeString(file, text);
        }
        try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(file))) {
            out.write(text.getBytes(StandardCharsets.UTF_8));
        }
        return file;
    }

    @Test
    void bothKindsOfTableAnswerAtTheirEdgesAndNotBeside() throws IOException {
        Places places = Places.none()
                .with(table("cc.csv", "192.0.2.0,192.0.2.127,JP\n198.51.100.0,198.51.100.255,SG\n"))
                .with(table("as.csv.gz", "192.0.2.64,192.0.2.255,64496\n"));
        assertThat(places.of(4, 0, 0xC0000200L)).isEqualTo(new Dictionary.Place(new Country("JP"), Asn.UNKNOWN));
        assertThat(places.of(4, 0, 0xC000027FL)).isEqualTo(new Dictionary.Place(new Country("JP"), new Asn(64_496)));
        assertThat(places.of(4, 0, 0xC0000280L)).isEqualTo(new Dictionary.Place(Country.UNKNOWN, new Asn(64_496)));
        assertThat(places.of(4, 0, 0xC00001FFL)).isEqualTo(Dictionary.Place.UNKNOWN);
        assertThat(places.of(4, 0, 0xFFFFFFFFL)).isEqualTo(Dictionary.Place.UNKNOWN);
        assertThat(places.of(6, 0x2001_0DB8_0000_0000L, 1)).isEqualTo(Dictionary.Place.UNKNOWN);
    }

    @Test
    void ipv6TablesAnswerAtTheirEdgesAndNotBeside() throws IOException {
        Places places = Places.none()
                .with(table("cc6.csv", "2001:db8::,2001:db8:0:ff::,JP\nff00::,ff00::1,SG\n"))
                .with(table("as6.csv", "2001:db8::,2001:db8:ffff:ffff:ffff:ffff:ffff:ffff,64496\n"))
                .with(table("as.csv", "192.0.2.0,192.0.2.255,64497\n"));
        long db8 = 0x2001_0DB8_0000_0000L;
        assertThat(places.of(6, db8, 0)).isEqualTo(new Dictionary.Place(new Country("JP"), new Asn(64_496)));
        assertThat(places.of(6, db8 + 0xFF, 0)).isEqualTo(new Dictionary.Place(new Country("JP"), new Asn(64_496)));
        assertThat(places.of(6, db8 + 0xFF, 1)).isEqualTo(new Dictionary.Place(Country.UNKNOWN, new Asn(64_496)));
        assertThat(places.of(6, db8 - 1, -1)).isEqualTo(Dictionary.Place.UNKNOWN);
        assertThat(places.of(6, db8 + 0xFFFF_FFFFL, -1)).isEqualTo(
                new Dictionary.Place(Country.UNKNOWN, new Asn(64_496)));
        assertThat(places.of(6, db8 + 0x1_0000_0000L, 0)).isEqualTo(Dictionary.Place.UNKNOWN);
        assertThat(places.of(6, 0xFF00L << 48, 1)).isEqualTo(new Dictionary.Place(new Country("SG"), Asn.UNKNOWN));
        assertThat(places.of(4, 0, 0xC0000201L)).isEqualTo(new Dictionary.Place(Country.UNKNOWN, new Asn(64_497)));
        assertThat(places.announced6(db8 + 5)).hasValue(new long[] {db8, db8 + 0xFFFF_FFFFL});
        assertThat(places.announced6(db8 - 1)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "2001:db8::9,2001:db8::1,JP\n",
        "2001:db8::,2001:db8::9,JP\n2001:db8::9,2001:db8::a,JP\n",
        "2001:db8::,192.0.2.1,JP\n",
        "192.0.2.0,192.0.2.9,JP\n2001:db8::,2001:db8::9,JP\n",
        "2001:db8::,2001:xyz::,JP\n",
        "192.0.2.0,192.0.2.9\n",
        "192.0.2.300,192.0.3.0,JP\n",
        "a,b,c\n",
        "192.0.2.0,192.0.2.9,JP\n192.0.2.9,192.0.2.20,SG\n"
    })
    void brokenTablesAreRefused(String text) throws IOException {
        Path file = table("broken.csv", text);
        assertThatThrownBy(() -> Places.none().with(file)).isInstanceOf(YochiException.class);
    }
}
