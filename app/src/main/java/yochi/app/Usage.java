package yochi.app;

import java.util.function.Supplier;
import yochi.core.model.ErrorCode;
import yochi.core.model.YochiException;

/** Turns what a value refuses into a fault of usage. */
final class Usage {
    private Usage() {}

    static <T> T of(Supplier<T> reader) {
        try {
            return reader.get();
        } catch (IllegalArgumentException e) {
            throw new YochiException(ErrorCode.USAGE, String.valueOf(e.getMessage()), e);
        }
    }
}
