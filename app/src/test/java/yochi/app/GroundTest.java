package yochi.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaModifier;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Keeps the ground from rotting: who uses core and link, what packages say of themselves, how things are named. */
class GroundTest {
    private static final Path ROOT = Path.of(System.getProperty("yochi.root", ".."));
    private static final Path ALLOWED = ROOT.resolve("app/src/test/resources/house/single-use.txt");

    /** Words that say nothing (design, convention 1); Checkstyle refuses some of them at a name's end already. */
    private static final Pattern EMPTY_WORD =
            Pattern.compile("(Data|Info|Manager|Helper|Utils?|Impl|Base|Common)(?=[A-Z]|$)|.Service$");

    private static final Map<String, Pattern> ABOUT = Map.of(
            "what comes in (\"In:\" or \"Comes in:\")", Pattern.compile("(?i)\\bin:|\\bin comes?\\b|\\bcomes? in\\b"),
            "what goes out (\"Out:\" or \"Goes out:\")",
                    Pattern.compile("(?i)\\bout:|\\bout go(es)?\\b|\\bgo(es)? out\\b"),
            "what it must never import", Pattern.compile("(?i)\\bnever\\b"));

    /** Design §1: nothing enters core or link that fewer than two parties use; the list holds what is excused. */
    @Test
    void whatLiesOnTheGroundIsUsedByTwoModules() throws IOException {
        Set<String> lonely = new TreeSet<>();
        HouseTest.YOCHI.stream()
                .filter(type -> Set.of("core", "link").contains(HouseTest.module(type)))
                .filter(type -> !type.getPackageName().startsWith("yochi.link.wire.proto"))
                .filter(type -> type.isTopLevelClass() && type.getModifiers().contains(JavaModifier.PUBLIC))
                .filter(type -> users(type).size() < 2)
                .forEach(type -> lonely.add(type.getName()));
        if (Boolean.getBoolean("yochi.renew")) {
            renew(lonely);
        }
        Set<String> allowed = allowed();
        assertThat(lonely)
                .as("public classes of core and link with fewer than two using modules, beyond %s", ALLOWED)
                .allMatch(name -> allowed.stream().anyMatch(entry -> covers(entry, name)));
    }

    @Test
    void theListOfExcusesHoldsNothingThatIsGone() throws IOException {
        Set<String> known = HouseTest.YOCHI.stream().map(JavaClass::getName).collect(Collectors.toSet());
        assertThat(allowed()).allMatch(entry -> known.stream().anyMatch(name -> covers(entry, name)));
    }

    /** Convention 2: each package says what it is, what comes in, what goes out, what it must never import. */
    @Test
    void everyPackageSaysWhatItIs() throws IOException {
        List<String> silent = new ArrayList<>();
        for (Path folder : sourceFolders()) {
            Path about = folder.resolve("package-info.java");
            if (!Files.exists(about)) {
                silent.add(ROOT.relativize(folder) + " has no package-info.java");
                continue;
            }
            String text = Files.readString(about);
            ABOUT.forEach((matter, words) -> {
                if (!words.matcher(text).find()) {
                    silent.add(ROOT.relativize(about) + " does not say " + matter);
                }
            });
        }
        assertThat(silent).isEmpty();
    }

    @Test
    void namesSayWhatAThingIs() {
        List<String> empty = HouseTest.YOCHI.stream()
                .filter(type -> !type.getPackageName().startsWith("yochi.link.wire.proto"))
                .filter(type -> !type.getName().contains("$")
                        && EMPTY_WORD.matcher(type.getSimpleName()).find())
                .map(JavaClass::getName)
                .toList();
        assertThat(empty).isEmpty();
    }

    /** Modules that name the type or one nested in it. */
    private static Set<String> users(JavaClass type) {
        return HouseTest.YOCHI.stream()
                .filter(c -> c.equals(type) || c.getName().startsWith(type.getName() + "$"))
                .flatMap(c -> c.getDirectDependenciesToSelf().stream())
                .map(Dependency::getOriginClass)
                .map(HouseTest::module)
                .filter(module -> !module.equals(HouseTest.module(type)))
                .collect(Collectors.toSet());
    }

    /** An entry is a class, or a package followed by {@code .*} as long as its users are still being built. */
    private static boolean covers(String entry, String name) {
        return entry.endsWith("*") ? name.startsWith(entry.substring(0, entry.length() - 1)) : name.equals(entry);
    }

    private static Set<String> allowed() throws IOException {
        return Files.readAllLines(ALLOWED, StandardCharsets.UTF_8).stream()
                .filter(line -> !line.isBlank() && !line.startsWith("#"))
                .map(line -> line.split("#", 2)[0].strip())
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** Keeps the head of the list and writes the names anew: {@code -Dyochi.renew=true}. */
    private static void renew(Set<String> lonely) throws IOException {
        Stream<String> head = Files.readAllLines(ALLOWED).stream().filter(line -> line.startsWith("#"));
        Files.write(ALLOWED, Stream.concat(head, lonely.stream()).toList());
    }

    private static Set<Path> sourceFolders() throws IOException {
        try (Stream<Path> modules = Files.list(ROOT)) {
            Set<Path> folders = new TreeSet<>();
            for (Path sources : modules.map(module -> module.resolve("src/main/java"))
                    .filter(Files::isDirectory)
                    .toList()) {
                try (Stream<Path> files = Files.walk(sources)) {
                    files.filter(file -> file.toString().endsWith(".java"))
                            .forEach(file -> folders.add(file.getParent()));
                }
            }
            return folders;
        }
    }
}
