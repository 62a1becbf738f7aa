package io.certyn.agent;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.certyn.protocol.Assignment;
import io.certyn.protocol.ProtocolJson;
import io.certyn.protocol.link.LinkMessages;
import io.certyn.protocol.step.Expectation.Comparison;
import io.certyn.protocol.step.StepParser;
import io.certyn.protocol.trace.Proof;
import io.certyn.protocol.trace.TraceChain;
import io.certyn.protocol.trace.TraceRecord;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Says every kind of message once, to nobody, while the agent waits for its assignment. What a JVM
 * does for the first time takes it many times as long as the second, and a session should not have
 * to wait for that.
 */
final class Rehearsal {

    private static final String STEP = "Go to \"/\"";
    private static final String EXPECTED = "Expect \"a heading\" heading visible within 1 s";

    private Rehearsal() {}

    static void hold() throws IOException {
        StepParser.parse(STEP);
        StepParser.parse(EXPECTED);
        var json = ProtocolJson.MAPPER;
        json.readValue(json.writeValueAsBytes(assigned()), LinkMessages.Assigned.class);
        json.readValue(
                json.writeValueAsBytes(LinkMessages.Control.deadline(1, 1)),
                LinkMessages.Control.class);
        json.writeValueAsBytes(step());
        json.writeValueAsBytes(new LinkMessages.Meta("", "", 1, 1));
        json.writeValueAsBytes(new LinkMessages.Chunk("", "", "", 1, "", 0, true));
        trace();
    }

    private static void trace() {
        var chain = new TraceChain("", "");
        var place = new TraceChain.Place(Optional.of(""), Optional.of(1));
        var records =
                List.of(
                        new TraceRecord.SessionStart("", "", null, 1, 1, "", "", List.of(), 1, 1),
                        new TraceRecord.StepStart("", "", false, ""),
                        new TraceRecord.Observe("", "", "", 1, 0),
                        new TraceRecord.Act("", "", "", TraceRecord.Effect.DONE, 1, ""),
                        new TraceRecord.Verify("", "", Proof.of(Comparison.IS, "", ""), true, 1, 1),
                        new TraceRecord.Artifact("", "", "", 1, ""),
                        new TraceRecord.StepEnd("", "", "", 1));
        records.forEach(record -> chain.append(Instant.EPOCH, place, record));
    }

    private static LinkMessages.Step step() {
        return new LinkMessages.Step("", "", "", 1, "", "", "", "", "", "", "", 1L);
    }

    private static LinkMessages.Assigned assigned() throws JsonProcessingException {
        var environment =
                new Assignment.Environment(
                        "", "", "", List.of(""), false, Map.of("", ""), List.of());
        var only = new Assignment.Case("", "", 1, "", List.of(STEP), List.of(EXPECTED));
        var assignment =
                new Assignment(
                        "",
                        "",
                        "",
                        "",
                        "",
                        List.of(only),
                        environment,
                        List.of(),
                        new Assignment.Viewport(1, 1),
                        "",
                        "",
                        false,
                        new Assignment.Budgets(1, 1, 1, 1));
        return new LinkMessages.Assigned(1, 1, assignment);
    }
}
