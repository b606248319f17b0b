package yochi.evaluation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import yochi.analysis.cube.Cell;
import yochi.core.model.Region;
import yochi.evaluation.world.RegionWorld;
import yochi.evaluation.world.Signature;
import yochi.evaluation.world.Wanted;
import yochi.evaluation.world.WorldParameters;

@DisplayName("A-13, A-18: locality is measured on regions whose truth is known")
class LocalitySuiteTest {
    private static final long SEED = 99;

    @Test
    void aPlantedRiseIsFoundWithItsRegionsByTheScan() {
        RegionWorld world = RegionWorld.of(
                WorldParameters.committed().regions().withDays(45), List.of(Wanted.rise(100, 3, 3, 3, 42)), SEED);
        List<Cell> cells = world.signatures().stream().map(Signature::cell).sorted().toList();
        Map<Cell, Map<LocalityMethod, LocalityMethod.Said>> said =
                LocalityMethod.all(new DailyCubes(world).after(44), cells);
        LocalityMethod.Said ours =
                scan(said.getOrDefault(world.events().getFirst().cell(), Map.of()));
        assertThat(new TreeSet<>(ours.above(0)))
                .isEqualTo(new TreeSet<Region>(
                        world.events().getFirst().arrivals().keySet()));
        assertThat(said.values().stream()
                        .mapToDouble(m -> scan(m).score())
                        .max()
                        .orElse(0))
                .as("the highest of all signatures")
                .isEqualTo(ours.score());
    }

    private static LocalityMethod.Said scan(Map<LocalityMethod, LocalityMethod.Said> of) {
        return of.getOrDefault(LocalityMethod.SUBSETS, new LocalityMethod.Said(0, Map.of()));
    }

    @Test
    void theDailyCubeKnowsNothingOfLaterDays() {
        RegionWorld world = RegionWorld.of(WorldParameters.committed().regions().withDays(12), List.of(), SEED);
        DailyCubes cubes = new DailyCubes(world);
        assertThat(cubes.after(5).until()).isEqualTo(world.day(5).end());
        assertThat(cubes.after(8).days()).hasSize(9);
    }
}
