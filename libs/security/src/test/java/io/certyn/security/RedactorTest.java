package io.certyn.security;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URLEncoder;
import java.time.Duration;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RedactorTest {

    private static final String SECRET = "pä§s/w\\o\"rd & <Größe>'\t+42🔑=";

    private final Redactor redactor = Redactor.of(List.of(SECRET, "hunter22"));

    @Test
    void everyEncodingOfASecretIsReplacedAndItsSurroundingsStay() throws IOException {
        encodings()
                .forEach((name, encoded) -> {
                    var clean = redactor.redact("before " + encoded + " after");

                    assertThat(clean).as(name).startsWith("before ").endsWith(" after");
                    assertThat(clean).as(name).contains(Redactor.MARK);
                    assertThat(clean.length()).as(name + ": " + clean).isLessThan(35);
                });
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 3, 4, 5})
    void aSecretWithinBase64IsFoundAtAnyAlignment(int before) {
        var basic = encode("x".repeat(before) + "hunter22" + "tail of the text");

        var clean = redactor.redact(basic);

        assertThat(clean).contains(Redactor.MARK);
        assertThat(decodable(clean)).doesNotContain("unter2");
    }

    @Test
    void mixedSpellingsOfOneSecretAreFound() {
        assertThat(redactor.redact("h%75nt&#101;r\\u0032=32")).isEqualTo(Redactor.MARK);
    }

    @Test
    void ordinaryTextStaysAsItIs() {
        var text = "nothing to hide: hunter2 is shorter, Hunter22 is written otherwise, 日本語 🔓";

        assertThat(redactor.redact(text)).isEqualTo(text);
        assertThat(redactor.finds(text)).isFalse();
        assertThat(redactor.finds(text + "hunter22")).isTrue();
    }

    @Test
    void theLongestOfOverlappingSecretsIsReplaced() {
        var both = Redactor.of(List.of("secret", "secret-and-more"));

        assertThat(both.redact("secret-and-more secret")).isEqualTo("[redacted] [redacted]");
    }

    @Test
    void aValueTooShortToBeRedactedIsRefusedWithoutShowingIt() {
        assertThatThrownBy(() -> Redactor.of(List.of("abc")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageNotContaining("abc");
    }

    @Test
    void withoutSecretsEverythingPasses() throws IOException {
        var none = Redactor.of(List.of());

        assertThat(none.redact("text")).isEqualTo("text");
        assertThat(none.redacting(stream("text")).readAllBytes()).isEqualTo("text".getBytes(UTF_8));
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void aStreamIsRedactedLikeATextHoweverItIsCut(long seed) throws IOException {
        var random = new Random(seed);
        var text = new StringBuilder();
        var spellings = List.copyOf(encodings().values());
        while (text.length() < 60_000) {
            text.append("filler, hunter2 and pä§s".repeat(random.nextInt(40)));
            text.append(spellings.get(random.nextInt(spellings.size())));
        }

        byte[] clean;
        try (var in = redactor.redacting(new Dripping(stream(text.toString()), random))) {
            clean = in.readAllBytes();
        }

        assertThat(new String(clean, UTF_8)).isEqualTo(redactor.redact(text.toString()));
    }

    @Test
    void aSecretCutOffByTheEndOfAStreamIsNotASecret() throws IOException {
        try (var in = redactor.redacting(stream("xx hunter2"))) {
            assertThat(in.readAllBytes()).isEqualTo("xx hunter2".getBytes(UTF_8));
        }
    }

    @Test
    void textMadeToConfuseTakesNoLongerThanOther() {
        var backslashes = Redactor.of(List.of("\\".repeat(20) + "x"));

        Assertions.assertTimeout(
                Duration.ofSeconds(5), () -> backslashes.redact("\\".repeat(20_000)));
    }

    private static Map<String, String> encodings() throws IOException {
        var json = new ObjectMapper();
        var quoted = json.writeValueAsString(SECRET);
        var map = new TreeMap<String, String>();
        map.put("raw", SECRET);
        map.put("base64", encode(SECRET));
        map.put("base64 for URLs", Base64.getUrlEncoder().encodeToString(SECRET.getBytes(UTF_8)));
        map.put("base64 in a URL", URLEncoder.encode(encode(SECRET), UTF_8));
        map.put(
                "base64 in lines",
                Base64.getMimeEncoder(20, new byte[] {'\r', '\n'})
                        .encodeToString(SECRET.getBytes(UTF_8)));
        map.put("form", URLEncoder.encode(SECRET, UTF_8));
        map.put("form, escapes in lower case", lowerEscapes(URLEncoder.encode(SECRET, UTF_8)));
        map.put("URL", URLEncoder.encode(SECRET, UTF_8).replace("+", "%20"));
        map.put("URL in a URL", URLEncoder.encode(URLEncoder.encode(SECRET, UTF_8), UTF_8));
        map.put("URL, every byte", hex(SECRET).replaceAll("..", "%$0"));
        map.put("hex", hex(SECRET));
        map.put("HEX", hex(SECRET).toUpperCase(Locale.ROOT));
        map.put("quoted-printable, every byte", hex(SECRET).replaceAll("..", "=$0"));
        map.put("JSON", quoted.substring(1, quoted.length() - 1));
        map.put("JSON, ASCII", everyUnit("\\u%04x"));
        map.put("JSON, ASCII, upper case", everyUnit("\\u%04X"));
        map.put("JSON with \\/", quoted.substring(1, quoted.length() - 1).replace("/", "\\/"));
        var nested = json.writeValueAsString(quoted);
        map.put("JSON in JSON", nested.substring(3, nested.length() - 3));
        map.put("HTML", html(SECRET));
        map.put("HTML in HTML", html(html(SECRET)));
        map.put("HTML, decimal", everyCodePoint("&#%d;"));
        map.put("HTML, hexadecimal", everyCodePoint("&#x%X;"));
        return map;
    }

    private static String html(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;")
                .replace("'", "&#39;");
    }

    private static String everyUnit(String format) {
        return SECRET.chars().mapToObj(format::formatted).collect(Collectors.joining());
    }

    private static String everyCodePoint(String format) {
        return SECRET.codePoints().mapToObj(format::formatted).collect(Collectors.joining());
    }

    private static String lowerEscapes(String url) {
        return Pattern.compile("%..")
                .matcher(url)
                .replaceAll(match -> match.group().toLowerCase(Locale.ROOT));
    }

    private static String hex(String text) {
        return HexFormat.of().formatHex(text.getBytes(UTF_8));
    }

    private static String encode(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(UTF_8));
    }

    /** What a reader gets who decodes what is left on either side of the mark. */
    private static String decodable(String clean) {
        int mark = clean.indexOf(Redactor.MARK);
        var left = clean.substring(0, mark);
        return new String(
                Base64.getDecoder().decode(left.substring(0, left.length() / 4 * 4)), UTF_8);
    }

    private static InputStream stream(String text) {
        return new ByteArrayInputStream(text.getBytes(UTF_8));
    }

    /** Gives a few bytes at a time. */
    private static final class Dripping extends InputStream {

        private final InputStream source;
        private final Random random;

        Dripping(InputStream source, Random random) {
            this.source = source;
            this.random = random;
        }

        @Override
        public int read() throws IOException {
            return source.read();
        }

        @Override
        public int read(byte[] into, int offset, int length) throws IOException {
            return source.read(into, offset, Math.min(length, 1 + random.nextInt(50)));
        }
    }
}
