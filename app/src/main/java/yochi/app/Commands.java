package yochi.app;

import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.Function;

/** The list of commands, the only one: a new command is a class annotated with its name, and one line here. */
final class Commands {
    /** One constructor a line, in the order in which help shows them. */
    private static final List<Function<Surroundings, Callable<Integer>>> CONSTRUCTORS = List.of( //
            DemoCommand::new, //
            ObserveCommand::new, //
            AnalyseCommand::new, //
            EvaluateCommand::new, //
            AnonymiseCommand::new, //
            SketchKeyCommand::new, //
            MemberCommand::new, //
            NodeCommand::new, //
            SourcesCommand::new, //
            CentreCommand::new, //
            EnrolCommand::new, //
            FleetCommand::new, //
            RoundsCommand::new, //
            PolicyCommand::new, //
            ExtractCommand::new, //
            IntersectCommand::new, //
            ApproveCommand::new, //
            DecisionsCommand::new, //
            LedgerCommand::new);

    private Commands() {}

    static List<Callable<Integer>> all(Surroundings surroundings) {
        return CONSTRUCTORS.stream().map(command -> command.apply(surroundings)).toList();
    }
}
