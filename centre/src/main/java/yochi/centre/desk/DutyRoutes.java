package yochi.centre.desk;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import yochi.centre.decision.DecisionLog;
import yochi.centre.gate.Gate;
import yochi.centre.gate.Problem;
import yochi.centre.gate.RequestBody;
import yochi.centre.situation.AlertRecord;
import yochi.core.model.Assessment;
import yochi.core.model.Words;
import yochi.link.config.SettingsFile;

/**
 * What people on duty may do at the open listener, each by the token and role of the settings, and what a member may
 * answer at the party listener by its certificate.
 */
public final class DutyRoutes {
    private static final String PATH = "/api/duty/";
    private static final int MOST = 1 << 14;
    private static final int LONGEST_WHY = 2000;
    private static final int MOST_CAMPAIGNS = 200;
    private static final int MOST_HOURS = 24 * 31;
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final DutyRoom room;
    private final List<Person> people;
    private final UnaryOperator<String> mask;

    DutyRoutes(DutyRoom room, List<Person> people, UnaryOperator<String> mask) {
        this.room = room;
        this.mask = mask;
        this.people = List.copyOf(people);
    }

    /** The routes of people on duty. */
    void register(RoutesConfig routes) {
        routes.get(PATH + "me", ctx -> {
            Person person = person(ctx, Person.Role.READER);
            json(ctx, Map.of("name", person.name(), "role", DutyRoom.word(person.role())));
        });
        routes.get(PATH + "handover", this::handOver);
        routes.get(PATH + "log", this::log);
        routes.get(PATH + "campaigns", ctx -> {
            person(ctx, Person.Role.READER);
            json(ctx, DutyJson.campaigns(room.situation().campaigns(MOST_CAMPAIGNS)));
        });
        routes.get(PATH + "precision", ctx -> {
            person(ctx, Person.Role.READER);
            json(ctx, DutyJson.precision(room.situation().precision()));
        });
        routes.get(PATH + "value", ctx -> {
            person(ctx, Person.Role.READER);
            json(ctx, room.value());
        });
        routes.get(PATH + "table", ctx -> {
            person(ctx, Person.Role.READER);
            yaml(ctx, room.table().text());
        });
        routes.put(PATH + "table", ctx -> {
            Person person = person(ctx, Person.Role.CHIEF);
            json(ctx, Map.of("version", room.table(person.name(), text(ctx)).version()));
        });
        routes.get(PATH + "sites", ctx -> {
            person(ctx, Person.Role.READER);
            yaml(ctx, room.sites().text());
        });
        routes.put(PATH + "sites", ctx -> {
            Person person = person(ctx, Person.Role.CHIEF);
            json(ctx, Map.of("version", room.sites(person.name(), text(ctx)).version()));
        });
        routes.post(PATH + "alerts/{id}/answers", ctx -> {
            Person person = person(ctx, Person.Role.ANALYST);
            JsonNode body = body(ctx);
            alert(ctx, room.answer(person.name(), ctx.pathParam("id"), verdict(body), why(body)));
        });
        routes.post(PATH + "alerts/{id}/decisions", this::decide);
        routes.post(PATH + "alerts/{id}/life", this::move);
    }

    /** The route of members. */
    void registerForMembers(RoutesConfig routes, Gate gate) {
        routes.post("/alerts/{id}/answers", ctx -> {
            String member = gate.member(ctx);
            JsonNode body = body(ctx);
            alert(ctx, room.answerOfMember(member, ctx.pathParam("id"), verdict(body), why(body)));
        });
    }

    /** Who sends the request; a {@link Problem} where nobody does, or somebody who may not. */
    private Person person(Context ctx, Person.Role least) {
        byte[] given = Optional.ofNullable(ctx.header("Authorization")).orElse("").getBytes(StandardCharsets.UTF_8);
        Person person = people.stream()
                .filter(p -> MessageDigest.isEqual(
                        ("Bearer " + p.token().value()).getBytes(StandardCharsets.UTF_8), given))
                .findFirst()
                .orElseThrow(() -> new Problem(401, "duty.unknown", "this needs the token of somebody on duty"));
        if (person.role().compareTo(least) < 0) {
            throw new Problem(
                    403,
                    "duty.role",
                    "a " + DutyRoom.word(person.role()) + " may not do this; it needs a " + DutyRoom.word(least));
        }
        return person;
    }

    private void handOver(Context ctx) {
        person(ctx, Person.Role.READER);
        Words note = room.handOver(Duration.ofHours(hours(ctx)));
        String language = Optional.ofNullable(ctx.queryParam("language")).orElse("both");
        String text = switch (language) {
            case "en" -> note.en();
            case "ja" -> note.ja();
            case "both" -> note.ja() + "\n" + note.en();
            default -> throw new Problem(400, "duty.language", "language is en, ja or both: " + language);
        };
        ctx.contentType("text/plain; charset=utf-8").result(mask.apply(text).getBytes(StandardCharsets.UTF_8));
    }

    private static int hours(Context ctx) {
        String text = Optional.ofNullable(ctx.queryParam("hours")).orElse("8");
        try {
            int hours = Integer.parseInt(text);
            if (hours > 0 && hours <= MOST_HOURS) {
                return hours;
            }
        } catch (NumberFormatException e) {
            throw new Problem(400, "duty.hours", "hours is no number: " + text);
        }
        throw new Problem(400, "duty.hours", "hours is between 1 and " + MOST_HOURS + ": " + text);
    }

    private void log(Context ctx) throws IOException {
        person(ctx, Person.Role.READER);
        StringWriter lines = new StringWriter();
        room.log().export(lines);
        ctx.contentType("application/jsonl; charset=utf-8")
                .result(lines.toString().getBytes(StandardCharsets.UTF_8));
    }

    private void decide(Context ctx) throws IOException {
        Person person = person(ctx, Person.Role.ANALYST);
        JsonNode body = body(ctx);
        String id = ctx.pathParam("id");
        Optional<DecisionLog.Entry> entry =
                told(() -> room.decide(person.name(), id, needed(body, "option"), why(body)));
        json(ctx, Map.of("number", entry.orElseThrow(() -> unknown(id)).number(), "hash", entry.get().hash()));
    }

    private void move(Context ctx) throws IOException {
        Person person = person(ctx, Person.Role.ANALYST);
        JsonNode body = body(ctx);
        Assessment.Life life = constant(body, "life", Assessment.Life.class);
        alert(ctx, told(() -> room.move(person.name(), ctx.pathParam("id"), life, why(body))));
    }

    private interface Doing<T> {
        T it();
    }

    private static <T> T told(Doing<T> doing) {
        try {
            return doing.it();
        } catch (IllegalArgumentException e) {
            throw new Problem(422, "duty.refused", String.valueOf(e.getMessage()));
        }
    }

    private static void alert(Context ctx, Optional<AlertRecord> record) {
        AlertRecord now = record.orElseThrow(() -> unknown(ctx.pathParam("id")));
        Map<String, Object> out = new LinkedHashMap<>();
        out.put("id", now.alert().id());
        out.put("life", DutyRoom.word(now.life()));
        now.alert().assessment().recommendation().ifPresent(r -> out.put("row", r.row()));
        json(ctx, out);
    }

    private static Problem unknown(String id) {
        return new Problem(404, "alert.unknown", "there is no alert " + id + " that this can be said of");
    }

    private static Assessment.Verdict verdict(JsonNode body) {
        return constant(body, "verdict", Assessment.Verdict.class);
    }

    private static <E extends Enum<E>> E constant(JsonNode body, String key, Class<E> words) {
        String text = needed(body, key);
        for (E word : words.getEnumConstants()) {
            if (DutyRoom.word(word).equals(text)) {
                return word;
            }
        }
        String all = java.util.Arrays.stream(words.getEnumConstants())
                .map(DutyRoom::word)
                .collect(Collectors.joining(", "));
        throw new Problem(400, "json.word", key + " is none of " + all + ": " + text.toLowerCase(Locale.ROOT));
    }

    private static String why(JsonNode body) {
        String why = body.path("why").asString("");
        if (why.length() > LONGEST_WHY) {
            throw new Problem(400, "json.long", "why has at most " + LONGEST_WHY + " letters");
        }
        return why;
    }

    private static String needed(JsonNode body, String key) {
        JsonNode value = body.path(key);
        if (!value.isString() || value.stringValue().isBlank()) {
            throw new Problem(400, "json.missing", "the body has no text " + key);
        }
        return value.stringValue();
    }

    private static JsonNode body(Context ctx) throws IOException {
        RequestBody.json(ctx);
        try {
            JsonNode json = JSON.readTree(RequestBody.read(ctx, MOST));
            if (json.isObject()) {
                return json;
            }
        } catch (JacksonException e) {
            throw new Problem(400, "json.broken", "the body is no JSON: " + e.getOriginalMessage());
        }
        throw new Problem(400, "json.broken", "the body is no JSON object");
    }

    private static String text(Context ctx) throws IOException {
        return new String(RequestBody.read(ctx, SettingsFile.MAX_BYTES), StandardCharsets.UTF_8);
    }

    private static void json(Context ctx, Object answer) {
        ctx.header("Cache-Control", "no-store").contentType("application/json").result(JSON.writeValueAsBytes(answer));
    }

    private static void yaml(Context ctx, String text) {
        ctx.contentType("application/yaml").result(text.getBytes(StandardCharsets.UTF_8));
    }
}
