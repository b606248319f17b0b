package yochi.app;

import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;
import yochi.core.model.Assessment;
import yochi.core.model.ErrorCode;
import yochi.core.model.YochiException;
import yochi.link.config.SettingsFile;
import yochi.member.line.AnswerDesk;
import yochi.member.line.MemberSettings;

/** {@code yochi member answer}: what a member's people say of an alert that it was notified of. */
@Command(
        name = "answer",
        description = "Tells the centre, by the member's certificate, that an alert is false, was seen here too, or is"
                + " already handled. Without an alert, lists those of the notices in the inbox. Works beside the"
                + " running member.",
        footerHeading = "%nExamples:%n",
        footer = {
            "  ./yochi member answer --config config/member.yaml            the alerts that it was notified of",
            "  ./yochi member answer 5f0c… seen-here --why \"2 Gbit/s at the edge\" --config config/member.yaml",
            "  ./yochi member answer 5f0c… false --config config/member.yaml --json -    yochi.member-answer/1",
            "",
            "Exit codes: 0 the centre has it; 2 not an answer, or settings; 3 the centre knows of no notice of that",
            "alert to this member; 4 the centre cannot be reached, or refuses the certificate."
        })
final class MemberAnswer implements Callable<Integer> {
    @ParentCommand
    @SuppressWarnings("NullAway.Init") // set before the call
    private MemberCommand parent;

    @Option(names = "--config", required = true, paramLabel = "FILE", description = "The member's settings (YAML).")
    private Path config = Path.of("config/member.yaml");

    @Parameters(index = "0", arity = "0..1", paramLabel = "ALERT", description = "Id of the alert, as in the notice.")
    private Optional<String> alert = Optional.empty();

    @Parameters(
            index = "1",
            arity = "0..1",
            paramLabel = "ANSWER",
            description = "false, seen-here or handled. The last one of a member counts.")
    private Optional<String> answer = Optional.empty();

    @Option(names = "--why", paramLabel = "TEXT", description = "In your own words, for the centre's analysts.")
    private String why = "";

    @Option(names = "--json", paramLabel = "FILE|-", description = "Write the result as JSON.")
    private Optional<String> json = Optional.empty();

    @Override
    public Integer call() throws InterruptedException {
        if (alert.isPresent() != answer.isPresent()) {
            throw new YochiException(
                    ErrorCode.USAGE, "after the alert comes the answer: false, seen-here or handled");
        }
        MemberSettings settings = SettingsFile.read(config, MemberSettings.class);
        Output output = Output.to(parent.surroundings(), json);
        Map<String, Object> out = new LinkedHashMap<>();
        out.put("version", "yochi.member-answer/1");
        out.put("member", settings.name());
        if (alert.isPresent()) {
            Assessment.Verdict verdict = AnswerDesk.verdict(answer.orElseThrow());
            AnswerDesk.Answered now =
                    AnswerDesk.answer(settings, alert.get(), verdict, why, new SecureRandom());
            output.text().println("the centre has it; alert " + now.alert() + " is now " + now.life()
                    + now.row().map(row -> ", advice by row " + row).orElse(""));
            out.put("alert", now.alert());
            out.put("answer", answer.get());
            out.put("life", now.life());
            now.row().ifPresent(row -> out.put("row", row));
        } else {
            out.put("alerts", listed(settings, output));
        }
        output.json(out);
        return 0;
    }

    private static List<Object> listed(MemberSettings settings, Output output) {
        List<AnswerDesk.Waiting> all = AnswerDesk.alerts(settings);
        if (all.isEmpty()) {
            output.text().println("no notice that has not expired is in the inbox");
        }
        List<Object> out = new ArrayList<>();
        for (AnswerDesk.Waiting one : all) {
            output.text().println(one.alert() + "  " + one.occurred() + "  " + one.title());
            Map<String, Object> line = new LinkedHashMap<>();
            line.put("alert", one.alert());
            line.put("notice", one.notice());
            line.put("occurred", one.occurred().toString());
            line.put("expires", one.expires().toString());
            line.put("title", one.title());
            out.add(line);
        }
        return out;
    }
}
