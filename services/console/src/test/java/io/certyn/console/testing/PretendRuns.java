package io.certyn.console.testing;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A handful of runs, one of each kind, as the run-orchestrator would show them. */
final class PretendRuns {

    private static final List<String> TITLES =
            List.of(
                    "A guest buys an enamel mug",
                    "The cart keeps its total when a quantity changes",
                    "A voucher lowers the price once",
                    "An empty cart cannot be checked out",
                    "The search finds a product by part of its name");

    private static final List<String> STEPS =
            List.of(
                    "Open \"/\"",
                    "Click the link \"Enamel mug\"",
                    "Choose \"2\" in \"Quantity\"",
                    "Click the button \"Add to cart\"",
                    "Click the link \"Cart\"",
                    "Type \"SPRING\" into \"Voucher\"",
                    "Click the button \"Apply\"");

    private static final List<String> EXPECTED =
            List.of(
                    "The heading is \"Your cart\"",
                    "The text \"Total: € 22.50\" is visible",
                    "The button \"Check out\" is enabled");

    private final Instant now;

    PretendRuns(Instant now) {
        this.now = now;
    }

    JsonArray projects() {
        return new JsonArray()
                .add(project("prj_1", "demo-shop", "Demo shop"))
                .add(project("prj_2", "empty", "Back office"));
    }

    private static JsonObject project(String id, String slug, String name) {
        return new JsonObject().put("id", id).put("slug", slug).put("name", name);
    }

    JsonArray list(@Nullable String status) {
        var runs = new JsonArray();
        for (int number = 28; number > 0; number--) {
            var run = run(number);
            run.remove("cases");
            if (status == null || status.equals(run.getString("status"))) {
                runs.add(run);
            }
        }
        return runs;
    }

    JsonObject one(String id) {
        try {
            var number = Integer.parseInt(id.substring("run_".length()));
            return number > 0 && number <= 28 ? run(number) : new JsonObject();
        } catch (NumberFormatException _) {
            return new JsonObject();
        }
    }

    private JsonObject run(int number) {
        var status = status(number);
        var created = now.minus(Duration.ofMinutes(7L * (28 - number) * (28 - number) + 1));
        var over = !status.equals("running") && !status.equals("queued");
        var run =
                new JsonObject()
                        .put("id", "run_" + number)
                        .put("number", number)
                        .put(
                                "project",
                                new JsonObject().put("id", "prj_1").put("slug", "demo-shop"))
                        .put(
                                "environment",
                                new JsonObject()
                                        .put("id", "env_1")
                                        .put("slug", number % 3 == 0 ? "staging" : "local")
                                        .put("baseUrl", "http://demo-shop.certyn.localhost:4100"))
                        .put("suite", number % 4 == 0 ? null : number % 2 == 0 ? "smoke" : "all")
                        .put("status", status)
                        .put("needsReview", number == 25)
                        .put("counts", counts(status, number))
                        .put(
                                "trigger",
                                new JsonObject().put("kind", "api").put("actor", "key:key_1"))
                        .put("createdAt", created.toString())
                        .put("version", 7)
                        .put("cases", cases(status, number));
        if (!status.equals("queued")) {
            run.put("startedAt", created.plusSeconds(2).toString());
        }
        if (over) {
            run.put("finishedAt", created.plusSeconds(31 + number).toString())
                    .put("conclusion", "success")
                    .put("statusReason", reason(status, number));
        }
        return run;
    }

    private static String status(int number) {
        return switch (number) {
            case 28 -> "queued";
            case 27 -> "running";
            case 26, 25, 12 -> "failed";
            case 24, 19 -> "error";
            case 22 -> "cancelled";
            default -> "passed";
        };
    }

    private static String reason(String status, int number) {
        return switch (status) {
            case "failed" -> number == 25 ? "CASES_INCONCLUSIVE" : "CASES_FAILED";
            case "error" -> number == 24 ? "CASES_BLOCKED" : "PLATFORM_ERROR";
            case "cancelled" -> "CANCELLED_BY_USER";
            default -> "ALL_PASSED";
        };
    }

    private static @Nullable String outcome(String status, int number, int index) {
        return switch (status) {
            case "queued" -> null;
            case "running" -> index < 2 ? "passed" : null;
            case "failed" -> index != 2 ? "passed" : number == 25 ? "inconclusive" : "failed";
            case "error" -> index > 2 ? "passed" : number == 24 ? "blocked" : "error";
            case "cancelled" -> index < 1 ? "passed" : "cancelled";
            default -> "passed";
        };
    }

    private static JsonObject counts(String status, int number) {
        var counts = new JsonObject().put("total", TITLES.size());
        for (var name :
                List.of(
                        "passed",
                        "failed",
                        "inconclusive",
                        "blocked",
                        "error",
                        "cancelled",
                        "skipped")) {
            counts.put(name, 0);
        }
        for (int i = 0; i < TITLES.size(); i++) {
            var outcome = outcome(status, number, i);
            if (outcome != null) {
                counts.put(outcome, counts.getInteger(outcome) + 1);
            }
        }
        return counts;
    }

    private static JsonArray cases(String status, int number) {
        var cases = new JsonArray();
        for (int i = 0; i < TITLES.size(); i++) {
            var outcome = outcome(status, number, i);
            var running = status.equals("running") && i == 2;
            var one =
                    new JsonObject()
                            .put("id", "case_" + i)
                            .put("key", "shop-" + (101 + i))
                            .put("title", TITLES.get(i))
                            .put("revision", 1 + i % 2)
                            .put("session", "ses_" + number + "_" + i)
                            .put(
                                    "lifecycle",
                                    outcome != null ? "finished" : running ? "running" : "queued")
                            .put("attempt", i == 3 && status.equals("passed") ? 2 : 1);
            if (outcome != null) {
                one.put("outcome", outcome).put("durationMs", 4_321 + 1_700 * i);
            }
            if ("failed".equals(outcome)) {
                one.put("reason", "EXPECTATION_NOT_MET")
                        .put(
                                "message",
                                "Expected the text “Total: € 22.50”, found “Total: € 25.00”.");
            } else if ("blocked".equals(outcome)) {
                one.put("reason", "ENVIRONMENT_UNREACHABLE")
                        .put("message", "demo-shop.certyn.localhost:4100 refused the connection.");
            }
            cases.add(one);
        }
        return cases;
    }

    JsonObject session(String id) {
        var parts = id.substring("ses_".length()).split("_", -1);
        var status = status(Integer.parseInt(parts[0]));
        var running = status.equals("running") && parts[1].equals("2");
        return new JsonObject()
                .put("id", id)
                .put("run", "run_" + parts[0])
                .put("lifecycle", running ? "running" : "finished")
                .put("epoch", 1)
                .put("attempt", 1)
                .put("evidence", new JsonObject().put("state", running ? "pending" : "complete"))
                .put(
                        "cases",
                        new JsonArray()
                                .add(
                                        new JsonObject()
                                                .put("id", "case_" + parts[1])
                                                .put(
                                                        "key",
                                                        "shop-"
                                                                + (101
                                                                        + Integer.parseInt(
                                                                                parts[1])))));
    }

    JsonArray steps(String session) {
        var parts = session.substring("ses_".length()).split("_", -1);
        var outcome =
                outcome(
                        status(Integer.parseInt(parts[0])),
                        Integer.parseInt(parts[0]),
                        Integer.parseInt(parts[1]));
        var key = "shop-" + (101 + Integer.parseInt(parts[1]));
        var done = outcome == null ? 4 : STEPS.size() + EXPECTED.size();
        var steps = new JsonArray();
        for (int i = 0; i < done; i++) {
            steps.add(step(i, key, outcome));
        }
        return steps;
    }

    JsonArray liveSteps() {
        var steps = new JsonArray();
        for (int i = 0; i < 5; i++) {
            var step = step(i, "shop-103", null).put("state", i < 4 ? "finished" : "started");
            if (i == 4) {
                step.remove("outcome");
                step.remove("durationMs");
            }
            steps.add(step);
        }
        return steps;
    }

    private JsonObject step(int index, String key, @Nullable String outcome) {
        var expectation = index >= STEPS.size();
        var text = expectation ? EXPECTED.get(index - STEPS.size()) : STEPS.get(index);
        var failed = "failed".equals(outcome) && index == STEPS.size() + 1;
        var step =
                new JsonObject()
                        .put("caseId", "case_2")
                        .put("key", key)
                        .put("step", index + 1)
                        .put("section", expectation ? "expected" : "steps")
                        .put("text", text)
                        .put("outcome", failed ? "failed" : "passed")
                        .put("screenshot", "steps/%04d-after.jpg".formatted(index + 1))
                        .put("startedAt", now.toString())
                        .put("durationMs", 140 + index * 97)
                        .put("epoch", 1);
        if (failed) {
            step.put("reason", "EXPECTATION_NOT_MET")
                    .put("message", "Expected the text “Total: € 22.50”, found “Total: € 25.00”.");
        }
        return step;
    }

    JsonArray artifacts(String run) {
        var artifacts = new JsonArray();
        var number = run.substring("run_".length());
        for (int i = 0; i < TITLES.size(); i++) {
            var session = "ses_" + number + "_" + i;
            for (int step = 1; step <= STEPS.size() + EXPECTED.size(); step++) {
                artifacts.add(
                        artifact(
                                        i * 20 + step,
                                        run,
                                        session,
                                        "steps/%04d-after.jpg".formatted(step))
                                .put("kind", "screenshot")
                                .put("step", step)
                                .put("bytes", 41_312 + step * 977)
                                .put("contentType", "image/jpeg"));
            }
            artifacts.add(
                    artifact(i * 20 + 18, run, session, "trace.zip")
                            .put("kind", "trace")
                            .put("bytes", 482_113)
                            .put("contentType", "application/zip"));
            artifacts.add(
                    artifact(i * 20 + 19, run, session, "agent.log")
                            .put("kind", "log")
                            .put("bytes", 913)
                            .put("contentType", "text/plain"));
        }
        return artifacts;
    }

    private JsonObject artifact(int number, String run, String session, String name) {
        return new JsonObject()
                .put("id", "art_" + number)
                .put("run", run)
                .put("session", session)
                .put("epoch", 1)
                .put("name", name)
                .put(
                        "sha256",
                        "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a"
                                + (10 + number % 80))
                .put("createdAt", now.toString());
    }
}
