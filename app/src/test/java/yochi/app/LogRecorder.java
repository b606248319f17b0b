package yochi.app;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.ThrowableProxyUtil;
import ch.qos.logback.core.AppenderBase;
import org.slf4j.LoggerFactory;

/** Everything that this JVM logs, of whatever library, for a person who asks for the most: {@code --log trace}. */
final class LogRecorder extends AppenderBase<ILoggingEvent> implements AutoCloseable {
    private final Logger root = (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
    private final Level before = root.getLevel();
    private final Logger ours = (Logger) LoggerFactory.getLogger("yochi");
    private final StringBuilder text = new StringBuilder();

    /** Records from now on. */
    static LogRecorder atTrace() {
        LogRecorder recorder = new LogRecorder();
        recorder.start();
        new Stage().run("--log", "trace", "--version");
        recorder.root.addAppender(recorder);
        return recorder;
    }

    @Override
    protected synchronized void append(ILoggingEvent event) {
        text.append(event.getLoggerName())
                .append(' ')
                .append(event.getThreadName())
                .append(' ')
                .append(event.getFormattedMessage())
                .append(' ')
                .append(event.getKeyValuePairs())
                .append(event.getMDCPropertyMap())
                .append('\n');
        if (event.getThrowableProxy() != null) {
            text.append(ThrowableProxyUtil.asString(event.getThrowableProxy())).append('\n');
        }
    }

    synchronized String text() {
        return text.toString();
    }

    @Override
    public void close() {
        root.detachAppender(this);
        root.setLevel(before);
        ours.setLevel(null);
        stop();
    }
}
