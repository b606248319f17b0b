package yochi.member.mitigation;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import yochi.core.model.ErrorCode;
import yochi.core.model.Mitigation;
import yochi.core.model.YochiException;

/**
 * A back-end that only writes down what it would do, one line a change, for trying and for drills. What is in force is
 * read from the file, never from memory; a rule whose lease has ended is not in force even if its keeper died.
 */
public final class LogBackEnd implements BackEnd {
    private final Path file;
    private final InstantSource clock;

    public LogBackEnd(Path file, InstantSource clock) {
        this.file = file;
        this.clock = clock;
    }

    @Override
    public String name() {
        return "log";
    }

    @Override
    public synchronized void activate(Mitigation rule) {
        write(clock.instant() + " activate " + RuleText.print(rule));
    }

    @Override
    public synchronized void withdraw(String id) {
        if (readBack().stream().anyMatch(rule -> rule.id().equals(id))) {
            write(clock.instant() + " withdraw id=" + id);
        }
    }

    private void write(String line) {
        try {
            Files.writeString(
                    file, line + "\n", StandardCharsets.UTF_8, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        } catch (IOException e) {
            throw new YochiException(ErrorCode.RESOURCE_EXHAUSTED, "cannot write the rule log " + file, e);
        }
    }

    @Override
    public synchronized List<Mitigation> readBack() {
        if (!Files.exists(file)) {
            return List.of();
        }
        Map<String, Mitigation> inForce = new LinkedHashMap<>();
        Instant now = clock.instant();
        for (String line : lines()) {
            String[] parts = line.split(" ", 3);
            if (parts.length < 3) {
                continue;
            }
            if (parts[1].equals("activate")) {
                Mitigation rule = RuleText.parse(parts[2]);
                if (Instant.parse(parts[0]).plus(rule.lease()).isAfter(now)) {
                    inForce.put(rule.id(), rule);
                } else {
                    inForce.remove(rule.id());
                }
            } else {
                inForce.remove(parts[2].substring("id=".length()));
            }
        }
        return List.copyOf(inForce.values());
    }

    private List<String> lines() {
        try {
            return Files.readAllLines(file, StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new YochiException(ErrorCode.INPUT_UNREADABLE, "cannot read the rule log " + file, e);
        }
    }
}
