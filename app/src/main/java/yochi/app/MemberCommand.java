package yochi.app;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import yochi.core.model.ErrorCode;
import yochi.core.model.EventLog;
import yochi.core.model.YochiException;
import yochi.link.config.SettingsFile;
import yochi.member.line.Member;
import yochi.member.line.MemberSettings;
import yochi.member.line.ReadNotice;

/** {@code yochi member}: a member's program, until it is told to stop. */
@Command(
        name = "member",
        description = "Runs a member (ISP, university, ministry): receives notices, arms and cuts off.",
        subcommands = MemberAnswer.class,
        synopsisSubcommandLabel = "[answer]",
        footerHeading = "%nExamples:%n",
        footer = {
            "  ./yochi member --config config/member.yaml",
            "  ./yochi member --config config/member.yaml --print-config    the settings in effect, secrets masked",
            "  ./yochi member --config config/member.yaml --print-key       the key the centre's operator registers",
            "  ./yochi member --config config/member.yaml --read notice.json   who signed a notice that came by mail",
            "  ./yochi member answer --help                                 false, seen here too, already handled"
        })
final class MemberCommand implements Callable<Integer> {
    private static final int BAD_INPUT = 3;

    private final Surroundings surroundings;

    @Option(names = "--config", paramLabel = "FILE", description = "The member's settings (YAML); needed.")
    private Optional<Path> config = Optional.empty();

    @Option(names = "--print-config", description = "Print the settings in effect and end.")
    private boolean printConfig;

    @Option(names = "--print-key", description = "Print the member's public signing key and end.")
    private boolean printKey;

    @Option(
            names = "--read",
            paramLabel = "FILE",
            description = "Check a signed notice that came by mail or webhook, print what it says, and end.")
    private Optional<Path> read = Optional.empty();

    MemberCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    Surroundings surroundings() {
        return surroundings;
    }

    @Override
    public Integer call() throws InterruptedException, IOException {
        MemberSettings settings = SettingsFile.read(
                config.orElseThrow(() -> new YochiException(
                        ErrorCode.USAGE, "missing required option --config=FILE: the member's settings (YAML)")),
                MemberSettings.class);
        PrintStream out = surroundings.out();
        SecureRandom random = new SecureRandom();
        if (read.isPresent()) {
            List<String> lines = ReadNotice.lines(settings, Files.readString(read.get()), surroundings.clock());
            lines.forEach(out::println);
            return lines.getFirst().startsWith("REFUSED") ? BAD_INPUT : 0;
        }
        if (printConfig) {
            out.print(SettingsFile.print(settings));
        } else if (printKey) {
            out.println(Member.publicKey(settings, random));
        } else {
            run(new Member(settings, surroundings.clock(), surroundings.ticker(), random, EventLog.none()));
        }
        return 0;
    }

    private void run(Member member) throws InterruptedException {
        CountDownLatch stopped = new CountDownLatch(1);
        Runtime.getRuntime()
                .addShutdownHook(new Thread(
                        () -> {
                            member.close();
                            stopped.countDown();
                        },
                        "yochi-shutdown"));
        member.start();
        surroundings.err().println("member runs: flow records to " + member.flowAddress() + "; Ctrl-C withdraws all");
        stopped.await();
    }
}
