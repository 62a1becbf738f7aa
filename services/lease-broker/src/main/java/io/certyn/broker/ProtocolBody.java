package io.certyn.broker;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonMappingException;
import io.certyn.problem.Problem;
import io.certyn.problem.ProblemException;
import io.certyn.protocol.ProtocolJson;
import io.certyn.protocol.ProtocolVersion;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * Bodies of the runner protocol. Unlike those of the API they may hold unknown fields, since
 * runners are newer or older than we are.
 */
public final class ProtocolBody {

    private ProtocolBody() {}

    /**
     * @throws ProblemException 413 or 400
     */
    public static <T> T read(byte @Nullable [] body, Class<T> type) {
        if (body == null || body.length == 0) {
            throw malformed("the body is empty");
        }
        if (body.length > ProtocolVersion.MAX_REQUEST_BYTES) {
            throw new ProblemException(
                    Problem.tooLarge("body-too-large", "The body is larger than allowed"));
        }
        try {
            var value = ProtocolJson.MAPPER.readValue(body, type);
            if (value == null) {
                throw malformed("the body is null");
            }
            return value;
        } catch (JsonMappingException e) {
            throw malformed("a field has the wrong type: " + e.getPathReference());
        } catch (IOException e) {
            throw malformed("the body is not JSON");
        }
    }

    /** Refuses another major version; a missing one is taken for the oldest. */
    public static void demandVersion(@Nullable String version) {
        if (version != null && !version.startsWith(ProtocolVersion.MAJOR + ".")) {
            throw new ProblemException(
                    Problem.badRequest(
                                    "protocol-version",
                                    "This version of the protocol is not spoken here")
                            .withDetail("spoken is " + ProtocolVersion.CURRENT));
        }
    }

    public static Response ok(Object answer) {
        try {
            return Response.ok(
                            ProtocolJson.MAPPER.writeValueAsString(answer),
                            MediaType.APPLICATION_JSON)
                    .build();
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("an answer that cannot be written", e);
        }
    }

    public static ProblemException malformed(String detail) {
        return new ProblemException(
                Problem.badRequest("malformed-body", "The body cannot be read").withDetail(detail));
    }
}
