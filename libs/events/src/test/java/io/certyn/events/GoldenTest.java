package io.certyn.events;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.certyn.events.artifact.EvidenceSealed;
import io.certyn.events.audit.AuditRecorded;
import io.certyn.events.run.CaseFinished;
import io.certyn.events.run.RunCancelling;
import io.certyn.events.run.RunCreated;
import io.certyn.events.run.RunFinished;
import io.certyn.events.run.RunStarted;
import io.certyn.events.runner.RunnerChanged;
import io.certyn.events.session.SessionCancelRequested;
import io.certyn.events.session.SessionFinished;
import io.certyn.events.session.SessionLeased;
import io.certyn.events.session.SessionProgressed;
import io.certyn.events.session.SessionRequested;
import io.certyn.events.session.SessionRequeued;
import io.certyn.events.session.SessionStepFinished;
import java.io.IOException;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

/** Every event file ever released still reads, and reads into every field. */
class GoldenTest {

    static final Map<String, Class<?>> GOLDEN =
            Map.ofEntries(
                    Map.entry("run.created.v1", RunCreated.class),
                    Map.entry("run.started.v1", RunStarted.class),
                    Map.entry("run.cancelling.v1", RunCancelling.class),
                    Map.entry("run.finished.v1", RunFinished.class),
                    Map.entry("case.finished.v1", CaseFinished.class),
                    Map.entry("session.requested.v1", SessionRequested.class),
                    Map.entry("session.cancel_requested.v1", SessionCancelRequested.class),
                    Map.entry("session.leased.v1", SessionLeased.class),
                    Map.entry("session.starting.v1", SessionProgressed.class),
                    Map.entry("session.running.v1", SessionProgressed.class),
                    Map.entry("session.step_finished.v1", SessionStepFinished.class),
                    Map.entry("session.requeued.v1", SessionRequeued.class),
                    Map.entry("session.finished.v1", SessionFinished.class),
                    Map.entry("evidence.sealed.v1", EvidenceSealed.class),
                    Map.entry("runner.online.v1", RunnerChanged.class),
                    Map.entry("runner.offline.v1", RunnerChanged.class),
                    Map.entry("audit.recorded.v1", AuditRecorded.class));

    static final Iterable<String> NAMES = GOLDEN.keySet();

    @ParameterizedTest
    @FieldSource("NAMES")
    void aReleasedEventStillReadsWithoutLoss(String name) throws IOException, MalformedEvent {
        var released = EventJson.MAPPER.readTree(file(name));

        var read = EventJson.read(released.toString(), typeOf(name));

        assertThat(EventJson.MAPPER.readTree(EventJson.write(read))).isEqualTo(released);
    }

    @ParameterizedTest
    @FieldSource("NAMES")
    void fieldsOfALaterVersionAreIgnored(String name) throws IOException, MalformedEvent {
        var later = (ObjectNode) EventJson.MAPPER.readTree(file(name));
        later.put("fieldOfTheFuture", 1);

        assertThat(EventJson.read(later.toString(), typeOf(name))).isNotNull();
    }

    private static Class<?> typeOf(String name) {
        return requireNonNull(GOLDEN.get(name));
    }

    private static byte[] file(String name) throws IOException {
        try (var in = GoldenTest.class.getResourceAsStream("/golden/" + name + ".json")) {
            assertThat(in).as("golden file of " + name).isNotNull();
            return in.readAllBytes();
        }
    }
}
