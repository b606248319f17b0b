package yochi.app;

import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.concurrent.Callable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;
import picocli.CommandLine.TypeConversionException;
import yochi.core.model.ErrorCode;
import yochi.core.model.YochiException;

/** The program: finds the command that was asked for, runs it, and turns what goes wrong into advice and exit code. */
@Command(
        name = "yochi",
        description = {
            "Sees cyber attacks coming: nodes abroad turn what they observe into statistics, the centre",
            "finds what is alike, local and growing, forecasts what will come, and a provider cuts it off."
        },
        synopsisSubcommandLabel = "COMMAND",
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            " 0:done",
            " 1:our fault",
            " 2:usage or settings",
            " 3:bad input (some input was rejected; what was good has been processed)",
            " 4:a peer or a resource failed"
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  ./yochi demo                    all of it, end to end, on real observations that come with it",
            "  ./yochi demo --no-browser --seconds 90 --json -",
            "  ./yochi observe samples/marx --report reports",
            "  ./yochi COMMAND --help          what a command takes, with examples",
            "  ./yochi test                    every test that needs no extra package"
        })
public final class Yochi implements Callable<Integer> {
    private static final int HELP_COLUMNS = 100;

    private final Surroundings surroundings;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    Yochi(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    /** Runs the command line and ends the process with its exit code. */
    public static void main(String[] arguments) {
        System.exit(new Yochi(Surroundings.ofProcess()).run(arguments));
    }

    int run(String... arguments) {
        var failures = new Failures(surroundings.err());
        try {
            int exit = commandLine(failures).execute(arguments);
            return exit == 0 && surroundings.out().checkError() ? failures.tell(cutOff()) : exit;
        } catch (OutOfMemoryError | StackOverflowError error) {
            return failures.tell(error);
        }
    }

    private static YochiException cutOff() {
        return new YochiException(
                ErrorCode.RESOURCE_EXHAUSTED, "standard output took no more: what stands there is cut");
    }

    CommandLine commandLine(Failures failures) {
        var line = new CommandLine(this);
        Commands.all(surroundings).forEach(line::addSubcommand);
        prepare(line, failures);
        return line;
    }

    /** Gives every command and its own subcommands help, version and the same manners. */
    private void prepare(CommandLine line, Failures failures) {
        line.getCommandSpec().mixinStandardHelpOptions(true).versionProvider(new Version());
        line.getCommandSpec().usageMessage().width(HELP_COLUMNS).sortOptions(false);
        line.setOut(new PrintWriter(surroundings.out(), true, StandardCharsets.UTF_8));
        line.setErr(new PrintWriter(surroundings.err(), true, StandardCharsets.UTF_8));
        line.setCaseInsensitiveEnumValuesAllowed(true);
        line.registerConverter(LocalDate.class, Yochi::day);
        line.setExecutionExceptionHandler((exception, command, parsed) -> failures.tell(exception));
        line.setParameterExceptionHandler((exception, given) -> failures.tellUsage(exception));
        line.getSubcommands().values().forEach(sub -> prepare(sub, failures));
    }

    private static LocalDate day(String text) {
        try {
            return LocalDate.parse(text);
        } catch (DateTimeParseException e) {
            throw new TypeConversionException("'" + text + "' is no day; write one as 2024-06-30");
        }
    }

    @Option(
            names = "--log",
            paramLabel = "LEVEL",
            scope = ScopeType.INHERIT,
            description = "Log from this level on: error, warn (as long as nothing is said), info, debug, trace.")
    void logFrom(Level level) {
        set(Logger.ROOT_LOGGER_NAME, level.toInt() < Level.INFO.toInt() ? Level.INFO : level);
        set("yochi", level);
    }

    /** Libraries never tell more than info: below it the web server writes headers, and so tokens, as they come. */
    private static void set(String name, Level level) {
        if (LoggerFactory.getLogger(name) instanceof ch.qos.logback.classic.Logger logger) {
            logger.setLevel(ch.qos.logback.classic.Level.convertAnSLF4JLevel(level));
        }
    }

    /** Without a command: says what there is, as a usage fault. */
    @Override
    public Integer call() {
        spec.commandLine().usage(surroundings.err());
        return CommandLine.ExitCode.USAGE;
    }
}
