package yochi.app;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import yochi.core.model.Country;
import yochi.core.model.ErrorCode;
import yochi.core.model.Prefix;
import yochi.core.model.YochiException;
import yochi.node.archive.Archive;
import yochi.node.border.PrivacyPolicy;
import yochi.node.border.SketchKeys;
import yochi.node.classify.Rules;
import yochi.node.observation.Sensor;
import yochi.node.summary.Places;
import yochi.node.trace.Mapping;
import yochi.node.trace.Reading;
import yochi.node.trace.TraceFormat;
import yochi.node.trace.TraceSettings;

/** {@code yochi observe}: what a node does to captured data: statistics, rejected input, reports. */
@Command(
        name = "observe",
        description = {
            "Reads captures and sensor logs as a node does: classifies, counts, tells what was rejected,",
            "and writes the reports that the privacy policy lets out of the country."
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  ./yochi observe samples/marx --report r",
            "  ./yochi observe dark.pcap.gz --sensor s1 --country SG --json -",
            "  tcpdump -U -w - | ./yochi observe - --sensor s1 --country SG      Ctrl-C ends it with the whole result",
            "  ./yochi observe --watch spool --sensor s1 --country SG --json r.json",
            "  ./yochi observe dark.pcap --sensor s1 --country SG --onset        sources that came together",
            "  ./yochi observe samples/telescope --top all --labels labels.tsv",
            "  ./yochi observe samples/marx --compare-k 2,3,5,10     what each k would keep back",
            "  ./yochi observe decoy.jsonl --mapping samples/mappings/web-decoy.yaml --sensor shop --country JP",
            "  ./yochi observe 'hpfeeds://me@broker:10000/cowrie.sessions?secretFile=secret&seconds=60'"
        })
final class ObserveCommand implements Callable<Integer> {
    private final Surroundings surroundings;

    @Mixin
    private final Output output;

    @Option(
            names = "--sensors",
            paramLabel = "FILE",
            description = "Sensors file; default: sensors.yaml beside the data.")
    private Optional<Path> sensors = Optional.empty();

    @Option(names = "--sensor", paramLabel = "NAME", description = "The one sensor of these files.")
    private Optional<String> sensor = Optional.empty();

    @Option(names = "--country", paramLabel = "CC", description = "Where the one sensor stands (ISO 3166-1).")
    private Optional<String> country = Optional.empty();

    @Option(
            names = "--dark",
            paramLabel = "PREFIX",
            split = ",",
            description = "Blocks that the one sensor watches; only packets into them count.")
    private List<String> dark = new ArrayList<>();

    @Option(
            names = "--policy",
            paramLabel = "FILE",
            split = ",",
            description = "Privacy policy; of several the stricter rule wins. Default: the sensors file's, or strict.")
    private List<Path> policies = new ArrayList<>();

    @Option(names = "--report", paramLabel = "DIR", description = "Write the reports that may leave into DIR.")
    private Optional<Path> report = Optional.empty();

    @Option(
            names = "--archive",
            paramLabel = "DIR",
            description = "Keep windows with their addresses in DIR, within the policy's retention; stays at home.")
    private Optional<Path> archive = Optional.empty();

    @Option(
            names = "--public",
            paramLabel = "DIR",
            description = "Write the noisy daily view of a policy with publicView into DIR, each day once.")
    private Optional<Path> publicFolder = Optional.empty();

    @Option(names = "--labels", paramLabel = "FILE", description = "Write a line a packet: class, tool, rule.")
    private Optional<Path> labels = Optional.empty();

    @Option(
            names = "--top",
            paramLabel = "N|all",
            description = "Services listed in the JSON (${DEFAULT-VALUE}).",
            defaultValue = "20")
    private String top = "20";

    @Option(names = "--format", paramLabel = "F", description = "Force a format instead of detecting it.")
    private Optional<String> format = Optional.empty();

    @Option(names = "--mapping", paramLabel = "FILE", description = "What the fields of an unknown log mean.")
    private Optional<Path> mapping = Optional.empty();

    @Option(
            names = "--geo",
            paramLabel = "FILE",
            split = ",",
            description = "Range tables for country and AS, start,end,value; used where the policy lets them out.")
    private List<Path> geo = new ArrayList<>();

    @Option(
            names = "--sketch-key",
            paramLabel = "FILE",
            description = "Secret for keyed sketches, 64 hexadecimal digits; default: a fresh one, thrown away.")
    private Optional<Path> sketchKey = Optional.empty();

    @Option(
            names = "--compare-k",
            paramLabel = "K",
            split = ",",
            description = "Also tell what the policy would keep back with these k.")
    private List<Integer> compareK = new ArrayList<>();

    @Mixin
    private final ObserveIntake intake;

    @Option(
            names = "--rules",
            paramLabel = "DIR",
            description = "Tables of facts that replace shipped ones of the same name (docs/classification.md).")
    private Optional<Path> rulesFolder = Optional.empty();

    @Option(names = "--at-home", description = "Show whom events concern; for this node's own people only.")
    private boolean atHome;

    @Option(names = "--onset", description = "Also look for sources that come to a service together (captures).")
    private boolean onset;

    ObserveCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
        this.output = new Output(surroundings);
        this.intake = new ObserveIntake(surroundings);
    }

    @Override
    public Integer call() {
        return intake.run(this::observe);
    }

    private int observe(ObserveIntake.Source source) {
        int listed = top.equals("all") ? Integer.MAX_VALUE : number(top);
        ObserveSetting setting = ObserveSetting.of(intake.places(), sensors, policies, oneSensor());
        Places places = Places.none();
        for (Path table : geo) {
            places = places.with(table);
        }
        Rules rules = rulesFolder.map(Rules::read).orElseGet(Rules::shipped);
        ObserveWindows windows = new ObserveWindows(
                setting.policy(),
                keys(),
                compareK,
                new Gaps(setting.longestSilence()),
                new ObserveWindows.Outlets(report, archive(setting), publicFolder.isPresent()));
        Reading reading;
        ObserveRun run;
        try (LabelFile labelFile = LabelFile.open(labels)) {
            run = new ObserveRun(setting, places, labelFile, rules, windows, intake.mayMixCaptures(),
                    new ObserveOnset(onset));
            reading = source.read(traces(setting), run, output);
        }
        ObserveResult result = run.finish();
        publicFolder.ifPresent(folder -> new PublicFolder(folder, surroundings.clock().instant())
                .write(windows.remembered(), setting.policy()));
        ObserveDocument document = ObserveDocument.of(
                setting, reading, result, new ObserveDocument.Shown(listed, atHome, rules.version()));
        new ObserveText(output.text()).print(document, report);
        reading.inputs().forEach(input -> input.rejected().stream()
                .filter(rejected -> !rejected.reason().expected())
                .forEach(rejected -> surroundings.err().println("yochi: " + rejected.message(input.path()))));
        output.json(document);
        source.written();
        if (reading.inputs().isEmpty() && !reading.skipped().isEmpty()) {
            surroundings.err().println("yochi: no file of a known format among " + reading.skipped().size()
                    + "; docs/formats.md lists them, --mapping FILE explains others");
            return ErrorCode.INPUT_REJECTED.kind().exitCode();
        }
        if (document.archive().filter(a -> a.lost() > 0).isPresent()) {
            surroundings.err().println("yochi: the archive lacks windows; all else is whole");
            return ErrorCode.RESOURCE_EXHAUSTED.kind().exitCode();
        }
        return reading.clean() ? 0 : ErrorCode.INPUT_REJECTED.kind().exitCode();
    }

    private Optional<Archive> archive(ObserveSetting setting) {
        PrivacyPolicy policy = setting.policy();
        return archive.map(
                folder -> Archive.open(folder, policy.archive().within(policy.retention()), surroundings.clock()));
    }

    private TraceSettings traces(ObserveSetting setting) {
        return setting.traces(format.map(ObserveCommand::format), mapping.map(Mapping::read), latest());
    }

    /** Clocks of sensors may run ahead, but not by more than a day. */
    private Instant latest() {
        return surroundings.clock().instant().plus(Duration.ofDays(1));
    }

    private Optional<Sensor> oneSensor() {
        if (sensor.isEmpty() && (country.isPresent() || !dark.isEmpty())) {
            throw new YochiException(ErrorCode.USAGE, "--country and --dark need --sensor NAME");
        }
        return sensor.map(name -> {
            Sensor plain = Sensor.of(name, country.map(ObserveCommand::country).orElse(Country.UNKNOWN));
            return dark.isEmpty() ? plain : plain.watching(dark.stream().map(ObserveCommand::prefix).toList());
        });
    }

    private static Country country(String text) {
        return Usage.of(() -> Country.parse(text));
    }

    private static Prefix prefix(String text) {
        return Usage.of(() -> Prefix.parse(text));
    }

    private static int number(String text) {
        return Usage.of(() -> Integer.parseUnsignedInt(text));
    }

    private static TraceFormat format(String text) {
        return TraceFormat.named(text)
                .orElseThrow(() -> new YochiException(ErrorCode.FORMAT_UNKNOWN, "no format is called " + text));
    }

    private SketchKeys keys() {
        if (sketchKey.isEmpty()) {
            byte[] secret = new byte[SketchKeys.SECRET_BYTES];
            new SecureRandom().nextBytes(secret);
            return SketchKeys.of(secret);
        }
        try {
            byte[] secret = HexFormat.of().parseHex(Files.readString(sketchKey.get()).strip());
            return SketchKeys.of(secret);
        } catch (IOException | IllegalArgumentException e) {
            throw new YochiException(
                    ErrorCode.SETTINGS, "no secret of 64 hexadecimal digits in " + sketchKey.get(), e);
        }
    }
}
