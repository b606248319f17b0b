package yochi.app;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;
import yochi.core.model.ErrorCode;
import yochi.core.model.YochiException;

/** Says on standard error what went wrong and what to do now, and gives the exit code that belongs to it. */
final class Failures {
    private final PrintStream err;

    Failures(PrintStream err) {
        this.err = err;
    }

    int tell(Throwable failure) {
        YochiException known = translate(failure);
        err.println("yochi: " + known.advice());
        if (known.code().kind() == ErrorCode.Kind.INTERNAL) {
            failure.printStackTrace(err);
        }
        return known.code().kind().exitCode();
    }

    int tellUsage(ParameterException wrong) {
        if (wrong.getCause() instanceof YochiException known) {
            return tell(known);
        }
        err.println("yochi: E" + ErrorCode.USAGE.number() + " " + wrong.getMessage());
        UnmatchedArgumentException.printSuggestions(
                wrong, wrong.getCommandLine().getErr());
        err.println("See: ./" + wrong.getCommandLine().getCommandSpec().qualifiedName() + " --help");
        return ErrorCode.USAGE.kind().exitCode();
    }

    /** What is no YochiException yet: files and memory have their own codes, everything else is our bug. */
    static YochiException translate(Throwable failure) {
        return switch (failure) {
            case YochiException known -> known;
            case UncheckedIOException wrapped when wrapped.getCause() != null -> translate(wrapped.getCause());
            case NoSuchFileException missing ->
                new YochiException(ErrorCode.INPUT_UNREADABLE, "there is no file " + missing.getFile(), missing);
            case AccessDeniedException denied ->
                new YochiException(ErrorCode.INPUT_UNREADABLE, "no right to use the file " + denied.getFile(), denied);
            case FileNotFoundException missing ->
                new YochiException(ErrorCode.INPUT_UNREADABLE, describe(missing), missing);
            case IOException broken -> new YochiException(ErrorCode.RESOURCE_EXHAUSTED, describe(broken), broken);
            case OutOfMemoryError full -> new YochiException(ErrorCode.RESOURCE_EXHAUSTED, describe(full), full);
            default -> new YochiException(ErrorCode.INTERNAL, describe(failure), failure);
        };
    }

    /** What it means that a result could not be written: the file system names the place only while it opens it. */
    static YochiException writing(Path place, IOException e) {
        return e instanceof FileSystemException
                ? translate(e)
                : new YochiException(ErrorCode.RESOURCE_EXHAUSTED, "cannot write " + place + ": " + e.getMessage(), e);
    }

    private static String describe(Throwable failure) {
        String name = failure.getClass().getSimpleName();
        return failure.getMessage() == null ? name : name + ": " + failure.getMessage();
    }
}
