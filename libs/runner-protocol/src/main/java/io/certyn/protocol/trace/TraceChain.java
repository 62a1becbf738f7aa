package io.certyn.protocol.trace;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.certyn.protocol.ProtocolJson;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * Turns records into lines of which each names the hash of the one before, so that a changed,
 * dropped or moved line shows. Not safe for several threads.
 */
public final class TraceChain {

    /** What the first line names as its predecessor. */
    public static final String FIRST = "0".repeat(64);

    private static final int VERSION = 1;

    private final String run;
    private final String session;
    private final UnaryOperator<String> redaction;
    private long seq;
    private String previous = FIRST;

    public TraceChain(String run, String session) {
        this(run, session, UnaryOperator.identity());
    }

    /**
     * @param redaction what every line goes through before it is hashed, so that the chain holds
     *     for what is stored
     */
    public TraceChain(String run, String session, UnaryOperator<String> redaction) {
        this.run = run;
        this.session = session;
        this.redaction = redaction;
    }

    /**
     * Where in the session a record belongs; key and step are absent for the session as a whole.
     */
    public record Place(Optional<String> caseKey, Optional<Integer> step) {

        public static final Place SESSION = new Place(Optional.empty(), Optional.empty());
    }

    /** The next line, without its line feed. */
    public String append(Instant at, Place place, TraceRecord what) {
        ObjectNode line = ProtocolJson.MAPPER.createObjectNode();
        line.put("v", VERSION).put("seq", ++seq).put("ts", at.toString());
        line.put("run", run).put("session", session);
        place.caseKey().ifPresent(key -> line.put("case", key));
        place.step().ifPresent(step -> line.put("step", step));
        line.put("prevHash", previous);
        line.setAll((ObjectNode) ProtocolJson.MAPPER.valueToTree(what));
        var text = redaction.apply(line.toString());
        previous = sha256(text);
        return text;
    }

    /** The first thing wrong with these lines, or nothing when the chain holds. */
    public static Optional<String> verify(List<String> lines) {
        var expected = FIRST;
        for (int i = 0; i < lines.size(); i++) {
            try {
                var line = ProtocolJson.MAPPER.readTree(lines.get(i));
                if (line.path("seq").asLong() != i + 1L) {
                    return Optional.of("line " + (i + 1) + " has seq " + line.path("seq"));
                }
                if (!line.path("prevHash").asText().equals(expected)) {
                    return Optional.of("line " + (i + 1) + " does not follow the one before");
                }
            } catch (JsonProcessingException e) {
                return Optional.of("line " + (i + 1) + " is not JSON");
            }
            expected = sha256(lines.get(i));
        }
        return Optional.empty();
    }

    private static String sha256(String text) {
        try {
            var digest = MessageDigest.getInstance("SHA-256");
            return HexFormat.of().formatHex(digest.digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
