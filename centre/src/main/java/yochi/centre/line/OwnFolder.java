package yochi.centre.line;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import yochi.core.model.ErrorCode;
import yochi.core.model.YochiException;

/** The centre's directory, held by one process at a time. */
final class OwnFolder implements AutoCloseable {
    private final Path directory;
    private final FileChannel channel;
    private final FileLock lock;

    private OwnFolder(Path directory, FileChannel channel, FileLock lock) {
        this.directory = directory;
        this.channel = channel;
        this.lock = lock;
    }

    static OwnFolder take(Path directory) {
        try {
            Files.createDirectories(directory);
            FileChannel channel =
                    FileChannel.open(directory.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            FileLock lock = null;
            try {
                lock = channel.tryLock();
            } catch (OverlappingFileLockException e) {
                channel.close();
                throw held(directory);
            }
            if (lock == null) {
                channel.close();
                throw held(directory);
            }
            return new OwnFolder(directory, channel, lock);
        } catch (IOException e) {
            throw new YochiException(ErrorCode.STORE_UNUSABLE, directory + ": " + e.getMessage(), e);
        }
    }

    private static YochiException held(Path directory) {
        return new YochiException(ErrorCode.STORE_UNUSABLE, "another process runs in " + directory);
    }

    Path path(String name) {
        return directory.resolve(name);
    }

    /** A folder inside, made if need be. */
    Path folder(String name) {
        Path path = directory.resolve(name);
        try {
            return Files.createDirectories(path);
        } catch (IOException e) {
            throw new YochiException(ErrorCode.STORE_UNUSABLE, path + ": " + e.getMessage(), e);
        }
    }

    @Override
    public void close() {
        try {
            lock.release();
            channel.close();
        } catch (IOException e) {
            throw new YochiException(ErrorCode.STORE_UNUSABLE, directory + ": " + e.getMessage(), e);
        }
    }
}
