package yochi.app;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideOutsideOfPackages;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.simpleName;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.io.IOException;
import java.io.Serializable;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import yochi.core.model.EpochReport;
import yochi.core.model.OffenderReport;
import yochi.core.model.SourceReport;
import yochi.core.model.VictimReport;

/** The house of design §1 and its conventions 3, 4, 8, 13 and 17: a broken house is a broken build. */
class HouseTest {
    static final JavaClasses YOCHI = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPaths(classFolders());

    /** Protobuf writes these classes, so their style is not ours. */
    private static final String GENERATED = "yochi.link.wire.proto..";

    @Test
    void theWholeHouseIsInSight() {
        assertThat(YOCHI.stream().map(HouseTest::module)).contains("core", "app");
    }

    /** Floors 1 to 4, the modules beside them, and by that every border of the NEVER list. */
    @ParameterizedTest
    @CsvSource({
        "core,       ''",
        "link,       core",
        "analysis,   core",
        "incident,   core",
        "world,      core link",
        "console,    ''",
        "node,       core link analysis world",
        "centre,     core link analysis incident",
        "member,     core link analysis",
        "drill,      core link analysis incident world",
        "evaluation, core link analysis incident world node centre member drill",
        "app,        core link analysis incident world node centre member drill evaluation console",
    })
    void aModuleSeesOnlyTheFloorsBelowIt(String module, String below) {
        check(classes()
                .that()
                .resideInAPackage("yochi." + module + "..")
                .should(seeOnly(module, below))
                .as(module + " sees only itself and: " + below));
    }

    @Test
    void theGroundStandsOnTheJdkAndSketchesAlone() {
        check(classes()
                .that()
                .resideInAPackage("yochi.core..")
                .should()
                .onlyDependOnClassesThat(resideInAnyPackage(
                        "yochi.core..", "java..", "org.apache.datasketches..", "org.jspecify.annotations..")));
    }

    @Test
    void noAnalysisKnowsASibling() {
        check(slices().matching("yochi.analysis.(*)..")
                .should()
                .notDependOnEachOther()
                .ignoreDependency(
                        DescribedPredicate.alwaysTrue(),
                        resideInAnyPackage("yochi.analysis.cube..", "yochi.analysis.number..")));
    }

    @Test
    void analysesTouchNoFileSocketDatabaseOrClock() {
        check(noClasses()
                .that()
                .resideInAnyPackage("yochi.analysis..", "yochi.incident..", "yochi.core.model..")
                .should()
                .dependOnClassesThat(resideInAnyPackage(
                                "java.io..", "java.nio.file..", "java.nio.channels..", "java.net..", "java.sql..")
                        .and(DescribedPredicate.not(DescribedPredicate.<JavaClass>describe(
                                "exceptions, marks and addresses", HouseTest::harmless))))
                .orShould()
                .dependOnClassesThat(DescribedPredicate.describe(
                        "clocks",
                        type -> type.isEquivalentTo(Clock.class) || type.isEquivalentTo(InstantSource.class))));
    }

    @Test
    void noWordOrAnalysisAsksTheNameService() {
        check(noClasses()
                .that()
                .resideInAnyPackage("yochi.core..", "yochi.analysis..", "yochi.incident..")
                .should()
                .callMethod(InetAddress.class, "getByName", String.class)
                .orShould()
                .callMethod(InetAddress.class, "getAllByName", String.class)
                .orShould()
                .callMethod(InetAddress.class, "getCanonicalHostName"));
    }

    /**
     * K-10: whatever leaves a country was made by its border; codec and store only make again what a border made. The
     * evaluation simulates reports, and no party's program knows it.
     */
    @Test
    void onlyTheBorderMakesReports() {
        for (Class<?> made : List.of(EpochReport.class, VictimReport.class, OffenderReport.class, SourceReport.class)) {
            check(noClasses()
                    .that(resideOutsideOfPackages(
                            "yochi.node.border..", "yochi.link.wire..", "yochi.centre.store..", "yochi.evaluation.."))
                    .and(DescribedPredicate.describe("are not the report itself", c -> !c.isEquivalentTo(made)))
                    .should()
                    .callConstructorWhere(DescribedPredicate.describe(
                            "makes a " + made.getSimpleName(),
                            call -> call.getTargetOwner().isEquivalentTo(made)))
                    .orShould()
                    .callMethodWhere(DescribedPredicate.describe(
                            "makes another " + made.getSimpleName() + " of one",
                            call -> call.getTargetOwner().isEquivalentTo(made)
                                    && call.getName().equals("with"))));
        }
    }

    @Test
    void packagesOfAModuleFormNoCircle() {
        check(slices().matching("yochi.(*).(*)..").should().beFreeOfCycles());
    }

    @Test
    void modulesFormNoCircle() {
        check(slices().matching("yochi.(*)..").should().beFreeOfCycles());
    }

    @Test
    void theWallClockIsReadInAppAlone() {
        check(noClasses()
                .that(resideOutsideOfPackages("yochi.app.."))
                .should()
                .callMethod(Instant.class, "now")
                .orShould()
                .callMethod(System.class, "currentTimeMillis")
                .orShould()
                .callMethod(Clock.class, "systemUTC")
                .orShould()
                .callMethod(Clock.class, "systemDefaultZone")
                .orShould()
                .callMethod(InstantSource.class, "system"));
    }

    @Test
    void chanceIsHandedIn() {
        check(noClasses()
                .should()
                .callMethod(Math.class, "random")
                .orShould()
                .callConstructor(Random.class)
                .orShould()
                .callMethod(ThreadLocalRandom.class, "current"));
    }

    @Test
    void logsAndWordsGoTheirOwnRoads() {
        check(noClasses().should().dependOnClassesThat().resideInAPackage("java.util.logging.."));
        check(noClasses()
                .that(resideOutsideOfPackages("yochi.app.."))
                // Benchmarks' own programs: the start of the commands must not be in what they measure.
                .and(not(simpleName("PacketPath")))
                .and(not(simpleName("ArchivePath")))
                .and(not(simpleName("LassoPath")))
                .and(not(simpleName("RoundScale")))
                .should()
                .accessField(System.class, "out")
                .orShould()
                .accessField(System.class, "err")
                .orShould()
                .callMethod(System.class, "exit", int.class));
    }

    @Test
    void noContainerAndNoCommandLineReachBelowApp() {
        check(noClasses()
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "jakarta.inject..", "javax.inject..", "org.springframework..", "com.google.inject.."));
        check(noClasses()
                .that(resideOutsideOfPackages("yochi.app.."))
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("picocli..", "me.tongfei..", "ch.qos.logback.."));
    }

    @Test
    void stagesAndDomainUseNoReflection() {
        check(noClasses()
                .that()
                .resideInAnyPackage("yochi.core..", "yochi.analysis..", "yochi.incident..", "yochi.world..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("java.lang.reflect.."));
    }

    @Test
    void theWordsAreRecordsEnumsAndInterfaces() {
        check(classes()
                .that()
                .resideInAPackage("yochi.core.model..")
                .and()
                .arePublic()
                .should(beWords()));
    }

    @Test
    void aStageIsAFinalClass() {
        check(classes()
                .that(resideOutsideOfPackages(GENERATED))
                .and()
                .areTopLevelClasses()
                .and()
                .areNotInterfaces()
                .and()
                .areNotEnums()
                .and()
                .doNotHaveModifier(JavaModifier.ABSTRACT)
                .and(DescribedPredicate.describe(
                        "nothing extends", type -> type.getSubclasses().isEmpty()))
                .should()
                .haveModifier(JavaModifier.FINAL));
    }

    private static ArchCondition<JavaClass> beWords() {
        return new ArchCondition<>("be records, enums, interfaces or final") {
            @Override
            public void check(JavaClass type, ConditionEvents events) {
                boolean word =
                        type.isRecord() || type.isEnum() || type.isInterface() || type.isAssignableTo(Exception.class);
                if (!word) {
                    events.add(SimpleConditionEvent.violated(type, type.getName() + " is a class with behaviour"));
                }
            }
        };
    }

    private static ArchCondition<JavaClass> seeOnly(String module, String below) {
        var allowed = new HashSet<>(List.of(below.split(" ", -1)));
        allowed.add(module);
        return new ArchCondition<>("see only " + allowed) {
            @Override
            public void check(JavaClass type, ConditionEvents events) {
                type.getDirectDependenciesFromSelf().stream()
                        .filter(use -> use.getTargetClass().getPackageName().startsWith("yochi."))
                        .filter(use -> !allowed.contains(module(use.getTargetClass())))
                        .forEach(use -> events.add(SimpleConditionEvent.violated(use, use.getDescription())));
            }
        };
    }

    private static boolean harmless(JavaClass type) {
        return type.getName().endsWith("Exception")
                || type.isAssignableTo(InetAddress.class)
                || type.isEquivalentTo(Serializable.class);
    }

    private static List<Path> classFolders() {
        try (Stream<Path> modules = Files.list(Path.of(System.getProperty("yochi.root", "..")))) {
            return modules.map(module -> module.resolve("target/classes"))
                    .filter(Files::isDirectory)
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The party that a class belongs to: the word after {@code yochi}. */
    static String module(JavaClass type) {
        String[] words = type.getPackageName().split("\\.", -1);
        return words.length > 1 ? words[1] : "";
    }

    private static void check(ArchRule rule) {
        rule.check(YOCHI);
    }
}
