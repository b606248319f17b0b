package yochi.app.demo;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;
import yochi.core.model.EventLog;

/** A program that starts the demonstration's node apart, writes down its process, and waits to be ended. */
public final class ParentOfNode {
    private ParentOfNode() {}

    /** Arguments: a folder, and the node's settings. */
    public static void main(String[] arguments) throws InterruptedException {
        Path folder = Path.of(arguments[0]);
        EventLog told = (event, id, details) -> {
            try {
                Files.writeString(folder.resolve("pid"), id);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        };
        new ApartNode(folder, told).start(arguments[1]);
        new CountDownLatch(1).await();
    }
}
