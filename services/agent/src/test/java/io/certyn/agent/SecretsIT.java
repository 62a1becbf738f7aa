package io.certyn.agent;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.certyn.protocol.link.Frame;
import io.certyn.protocol.link.FrameType;
import io.certyn.protocol.trace.TraceChain;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URLEncoder;
import java.time.Duration;
import java.util.Base64;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.Test;

/** Nothing that an agent stores or streams holds what nobody is to read. */
class SecretsIT {

    private static final String CANARY = "C4n@ry s/e&c<r>e\"t'\\+ü🔑";

    /** Shows every text, says it, asks for it by address, header and body, and is named so. */
    private static final String SCRIPT =
            """
            <script>
                const texts = [...document.querySelectorAll('li')].map(one => one.textContent);
                document.title = texts.join(' ');
                for (const text of texts) {
                    console.log('said ' + text);
                    const header = btoa(String.fromCharCode(...new TextEncoder().encode(text)));
                    fetch('/echo?for=' + encodeURIComponent(text),
                        { method: 'POST', body: text, headers: { 'X-Text': header } });
                }
            </script>
            """;

    @Test
    void noStoredOrStreamedByteHoldsASecretInAnyOfTwentyEncodings() throws Exception {
        var encodings = encodings();
        assertThat(encodings.size()).isGreaterThanOrEqualTo(20);
        try (var site = TestSite.start().page("/", page(encodings.values())).page("/echo", "ok")) {
            // Given
            var testCase =
                    TestAgent.oneCase(
                            "secrets",
                            List.of(
                                    "Go to /",
                                    "Fill \"Field\" with \"{{canary}}\"",
                                    "Click \"Go\""),
                            List.of("Expect title contains \"never there\" within 1 s"));
            var assignment =
                    TestAgent.assignment(
                            "http://shop.test",
                            List.of(testCase),
                            Map.of("canary", CANARY),
                            TestAgent.budgets());
            // The site is the proxy, too: it answers for every host.
            var proxy = site.url().replace("//", "//agent:" + url(CANARY) + "@");

            // When
            try (var agent =
                    TestAgent.start(
                            assignment, Duration.ofSeconds(60), Map.of("CERTYN_EGRESS", proxy))) {
                var result = agent.result();

                // Then
                assertThat(result.reason()).as("%s", result).isEqualTo("EXPECTATION_FALSE");
                agent.exitStatus();
                var stored = stored(agent);
                stored.forEach((name, bytes) ->
                        encodings.forEach((encoding, text) ->
                                assertThat(bytes.contains(bytes(text)))
                                        .as("%s in %s", encoding, name)
                                        .isFalse()));
                assertThat(stored.keySet())
                        .contains("trace.zip/trace.trace", "trace.zip/trace.network");
                assertThat(places(stored))
                        .as("where it was found, and taken out")
                        .contains("trace.zip/trace.trace", "trace.zip/trace.network")
                        .contains("TRACE", "STEP", "META", "RESULT", "steps.ndjson")
                        .anyMatch(name -> name.startsWith("trace.zip/resources/"));
                assertThat(TraceChain.verify(agent.link().trace())).isEmpty();
            }
        }
    }

    private static List<String> places(Map<String, String> stored) {
        return stored.entrySet().stream()
                .filter(entry -> entry.getValue().contains("[redacted]"))
                .map(Map.Entry::getKey)
                .toList();
    }

    /** By name, each byte as a letter: messages by their type, files, what is in zips, the log. */
    private static Map<String, String> stored(TestAgent agent) throws IOException {
        var stored = new LinkedHashMap<String, String>();
        for (var type : FrameType.values()) {
            var frames = agent.link().frames(type);
            if (type != FrameType.CHUNK && !frames.isEmpty()) {
                stored.put(
                        type.name(),
                        frames.stream()
                                .map(Frame::payload)
                                .map(payload -> new String(payload, ISO_8859_1))
                                .collect(Collectors.joining("\n")));
            }
        }
        for (var file : agent.link().files().entrySet()) {
            stored.put(file.getKey(), new String(file.getValue(), ISO_8859_1));
        }
        var trace = agent.link().files().getOrDefault("trace.zip", new byte[0]);
        try (var zip = new ZipInputStream(new ByteArrayInputStream(trace))) {
            for (var entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                stored.put(
                        "trace.zip/" + entry.getName(), new String(zip.readAllBytes(), ISO_8859_1));
            }
        }
        stored.put("agent.log", agent.log());
        return stored;
    }

    private static String page(Iterable<String> texts) {
        var items = new StringBuilder("<label>Field <input></label><button>Go</button><ul>");
        texts.forEach(text -> items.append("<li>").append(html(text)).append("</li>"));
        return items.append("</ul>").append(SCRIPT).toString();
    }

    private static Map<String, String> encodings() {
        var bytes = CANARY.getBytes(UTF_8);
        var base64 = Base64.getEncoder().encodeToString(bytes);
        var hex = HexFormat.of().formatHex(bytes);
        var json = CANARY.replace("\\", "\\\\").replace("\"", "\\\"");
        var encodings = new LinkedHashMap<String, String>();
        encodings.put("raw", CANARY);
        encodings.put("base64", base64.replace("=", ""));
        encodings.put(
                "base64 for URLs", Base64.getUrlEncoder().withoutPadding().encodeToString(bytes));
        encodings.put("base64 in a URL", url(base64));
        encodings.put("base64 in lines", base64.replaceAll("(.{20})", "$1\n"));
        encodings.put("base64 after one byte", inBase64("u"));
        encodings.put("base64 after two bytes", inBase64("u:"));
        encodings.put("form", URLEncoder.encode(CANARY, UTF_8));
        encodings.put("URL", url(CANARY));
        encodings.put("URL in a URL", url(url(CANARY)));
        encodings.put("URL, every byte", hex.replaceAll("..", "%$0"));
        encodings.put("quoted-printable", hex.toUpperCase(Locale.ROOT).replaceAll("..", "=$0"));
        encodings.put("hex", hex);
        encodings.put("HEX", hex.toUpperCase(Locale.ROOT));
        encodings.put("JSON", json);
        encodings.put("JSON with \\/", json.replace("/", "\\/"));
        encodings.put("JSON in JSON", json.replace("\\", "\\\\").replace("\"", "\\\""));
        encodings.put("JSON, ASCII", everyUnit("\\u%04x"));
        encodings.put("JSON, ASCII, upper case", everyUnit("\\u%04X"));
        encodings.put("HTML", html(CANARY));
        encodings.put("HTML in HTML", html(html(CANARY)));
        encodings.put("HTML, decimal", everyCodePoint("&#%d;"));
        encodings.put("HTML, hexadecimal", everyCodePoint("&#x%x;"));
        return encodings;
    }

    /** The letters that the canary alone decides when something stands before it. */
    private static String inBase64(String before) {
        var bytes = (before + CANARY).getBytes(UTF_8);
        var letters = Base64.getEncoder().encodeToString(bytes);
        return letters.substring((before.length() * 8 + 5) / 6, bytes.length * 8 / 6);
    }

    private static String url(String text) {
        return URLEncoder.encode(text, UTF_8).replace("+", "%20");
    }

    private static String html(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;")
                .replace("'", "&#39;");
    }

    private static String everyUnit(String format) {
        return CANARY.chars().mapToObj(format::formatted).collect(Collectors.joining());
    }

    private static String everyCodePoint(String format) {
        return CANARY.codePoints().mapToObj(format::formatted).collect(Collectors.joining());
    }

    private static String bytes(String text) {
        return new String(text.getBytes(UTF_8), ISO_8859_1);
    }
}
