package io.certyn.benchmarks;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.certyn.protocol.step.CaseFile;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * The explorer on the demo shop with all defects on, and the cases it proposes there on one without
 * any.
 */
final class ExplorerPart {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String PROJECT = "explored";
    private static final String RUNS = "/api/v1/projects/" + PROJECT + "/runs";

    private ExplorerPart() {}

    static List<Figure> run(Path root) throws IOException, InterruptedException {
        try (var product = new Product(root, "--executor", "process");
                var defective = ShopProcess.open(root, "all");
                var sound = ShopProcess.open(root, "")) {
            product.up();
            product.post("/api/v1/projects", Map.of("slug", PROJECT, "name", "Explored"));
            environment(product, "defective", defective.url());
            environment(product, "sound", sound.url());
            var files = explored(product);
            var score =
                    ExplorerScore.of(
                            ExplorerScore.read(root.resolve("services/demo-shop/crawler.tsv")),
                            JSON.readTree(files.findings()));
            System.err.println("missed: " + score.missed() + ", false: " + score.wrong());
            return List.of(
                    Figure.atLeast(
                            "verdicts.explorer_recall", score.recall(), "of defects shown", 0.9),
                    Figure.atMost(
                            "verdicts.explorer_false", score.falseShare(), "of findings", 0.1),
                    Figure.atLeast(
                            "verdicts.proposals_green",
                            green(product, files.proposals()),
                            "of proposed cases",
                            0.9));
        }
    }

    private static void environment(Product product, String slug, String url)
            throws IOException, InterruptedException {
        var pool =
                product.get("/api/v1/projects/demo-shop/environments")
                        .path("items")
                        .path(0)
                        .path("pool")
                        .asText();
        product.post(
                "/api/v1/projects/" + PROJECT + "/environments",
                Map.of("slug", slug, "name", slug, "baseUrl", url, "pool", pool));
    }

    /** A case file as it is imported. */
    private record Source(String path, String text) {}

    /** What an exploration left. */
    private record Files(String findings, List<Source> proposals) {}

    private static Files explored(Product product) throws IOException, InterruptedException {
        var exploration = Map.of("requestsPerSecond", 100);
        var run = passed(product, Map.of("environment", "defective", "exploration", exploration));
        var findings = "";
        var proposals = new ArrayList<Source>();
        for (var artifact : artifacts(product, run.path("id").asText())) {
            var name = artifact.path("name").asText();
            if (!artifact.path("kind").asText().equals("exploration")) {
                continue;
            }
            var content =
                    product.text(
                            "/api/v1/artifacts/"
                                    + artifact.path("id").asText()
                                    + "/content?disposition=attachment");
            if (name.equals("findings.json")) {
                findings = content;
            } else if (name.endsWith(".md")) {
                proposals.add(new Source(name, content));
            }
        }
        return new Files(findings, proposals);
    }

    private static List<JsonNode> artifacts(Product product, String run)
            throws IOException, InterruptedException {
        var all = new ArrayList<JsonNode>();
        var path = "/api/v1/runs/" + run + "/artifacts?limit=200";
        for (var page = product.get(path); ; ) {
            page.path("items").forEach(all::add);
            if (!page.path("page").path("hasMore").asBoolean()) {
                return all;
            }
            page = product.get(path + "&cursor=" + page.path("page").path("next").asText());
        }
    }

    private static double green(Product product, List<Source> proposals)
            throws IOException, InterruptedException {
        if (proposals.isEmpty()) {
            return 0;
        }
        product.post("/api/v1/projects/" + PROJECT + "/cases:import", proposals);
        var keys = new ArrayList<String>();
        for (var proposal : proposals) {
            if (CaseFile.read(proposal.path(), proposal.text())
                    instanceof CaseFile.Reading.Read(var file)) {
                keys.add(file.key());
            }
        }
        var created = product.post(RUNS, Map.of("environment", "sound", "cases", keys));
        var counts = product.finished(created.path("id").asText()).path("counts");
        return counts.path("passed").asDouble() / proposals.size();
    }

    private static JsonNode passed(Product product, Map<String, ?> asked)
            throws IOException, InterruptedException {
        var run = product.finished(product.post(RUNS, asked).path("id").asText());
        if (!run.path("status").asText().equals("passed")) {
            throw new IOException("the exploration did not pass: " + run);
        }
        return run;
    }
}
