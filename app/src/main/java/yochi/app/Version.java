package yochi.app;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Properties;
import picocli.CommandLine.IVersionProvider;

/** The version of Yochi, as the build wrote it down, and of the JDK that runs it. */
final class Version implements IVersionProvider {
    /** The version alone, such as {@code 0.1.0}; JSON documents carry it. */
    static String number() {
        try (InputStream file = Version.class.getResourceAsStream("version.properties")) {
            if (file == null) {
                throw new IllegalStateException("the build left out version.properties");
            }
            var properties = new Properties();
            properties.load(file);
            return properties.getProperty("version", "");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public String[] getVersion() {
        String vendor = System.getProperty("java.vendor") + ", " + System.getProperty("java.home");
        return new String[] {"yochi " + number(), "JDK " + Runtime.version() + " (" + vendor + ")"};
    }
}
