package yochi.app;

import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** A command that does nothing but by its verbs. */
abstract class VerbCommand implements Callable<Integer> {
    final Surroundings surroundings;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    VerbCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    /** Without a verb: says which there are, as a usage fault. */
    @Override
    public Integer call() {
        spec.commandLine().usage(surroundings.err());
        return CommandLine.ExitCode.USAGE;
    }
}
