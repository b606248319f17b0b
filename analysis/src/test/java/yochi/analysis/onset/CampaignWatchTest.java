package yochi.analysis.onset;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** Algorithms §2.6: campaigns as a running node is told of them. */
class CampaignWatchTest {
    private static final int DAY = 144;
    private static final int NIGHT_PORT = 9034;
    private final CampaignWatch watch = new CampaignWatch(DAY, 5, new AtomicInteger()::incrementAndGet);

    /** Sixty sources at one port in three hours of the night, four hundred others at any time and port. */
    private List<DayCampaign> day(int day, int from, int until) {
        List<DayCampaign> told = new ArrayList<>();
        SplittableRandom random = new SplittableRandom(day);
        for (int w = from; w < until; w++) {
            SourceMatrix matrix = new SourceMatrix(12);
            for (int i = 0; i < 150; i++) {
                matrix.add(1_000_000 + 256L * random.nextInt(400), 1 + random.nextInt(40), random.nextInt(12));
            }
            for (int bot = 0; bot < 60 && w >= 12 && w < 30; bot++) {
                matrix.add(256L * (day * 15 + bot), NIGHT_PORT, random.nextInt(12));
            }
            told.addAll(watch.add((long) day * DAY + w, matrix, source -> source >>> 8));
        }
        return told;
    }

    @Test
    void aDaysCampaignsAreToldInTheFirstWindowOfTheNextWithTheirServicesAndKeepTheirNumber() {
        assertThat(day(100, 0, DAY)).isEmpty();
        DayCampaign first = day(101, 0, DAY).getFirst();
        assertThat(first.day()).isEqualTo(100);
        assertThat(first.hours()).isEqualTo(24);
        assertThat(first.sources()).isBetween(55, 65);
        assertThat(first.services().getFirst().service()).isEqualTo(NIGHT_PORT);
        assertThat(first.services().getFirst().share()).isGreaterThan(0.9);
        DayCampaign second = day(102, 0, 1).getFirst();
        assertThat(second.identity().group()).isEqualTo(first.identity().group());
        assertThat(second.identity().sightings()).isEqualTo(2);
        assertThat(second.identity().growth()).isPresent();
        assertThat(watch.left()).isZero();
    }

    @Test
    void aDayThatIsCutIsToldWithItsHoursAndNothingSeenIsNoCampaign() {
        assertThat(watch.end(source -> source)).isEmpty();
        assertThat(day(100, 6, 60)).isEmpty();
        assertThat(watch.end(source -> source >>> 8).getFirst().hours()).isEqualTo(9);
        assertThat(watch.end(source -> source)).isEmpty();
        watch.add(200L * DAY, new SourceMatrix(12), source -> source);
        assertThat(watch.add(201L * DAY, new SourceMatrix(12), source -> source)).isEmpty();
    }
}
