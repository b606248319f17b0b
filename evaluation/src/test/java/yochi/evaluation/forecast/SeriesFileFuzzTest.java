package yochi.evaluation.forecast;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import yochi.core.model.YochiException;

/** Any bytes are a file of series, or are refused by name. */
class SeriesFileFuzzTest {
    @FuzzTest
    void anyBytesAreReadOrRefused(byte[] bytes) {
        try {
            SeriesFile file = SeriesFile.read("series_2x3.i32le.gz", new ByteArrayInputStream(bytes));
            file.readings().forEach(reading -> assertThat(file.series(1, reading)).hasSize(3));
        } catch (YochiException refused) {
            assertThat(refused.getMessage()).contains("series_2x3");
        } catch (IOException notCompressed) {
            assertThat(notCompressed).isNotNull();
        }
    }
}
