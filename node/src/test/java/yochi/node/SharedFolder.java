package yochi.node;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** Finds the development data beside the repository; tests that need them say so where they are missing. */
public final class SharedFolder {
    private SharedFolder() {}

    /** The file or folder below {@code ../shared}, or empty after printing which test could not run. */
    public static Optional<Path> find(String relative, String test) {
        String told = System.getProperty("yochi.shared", "");
        Path folder = Path.of("").toAbsolutePath();
        while (told.isEmpty() && folder != null) {
            if (Files.isDirectory(folder.resolve("shared/data")) && !Files.exists(folder.resolve("pom.xml"))) {
                told = folder.resolve("shared").toString();
            }
            folder = folder.getParent();
        }
        Path wanted = Path.of(told.isEmpty() ? "shared" : told, relative);
        if (Files.exists(wanted)) {
            return Optional.of(wanted);
        }
        System.out.println("NEEDS ../shared: " + test);
        return Optional.empty();
    }
}
