package io.certyn.orchestrator.session;

import static org.assertj.core.api.Assertions.assertThat;

import io.certyn.ids.CaseId;
import io.certyn.ids.RunnerId;
import io.certyn.ids.SessionId;
import io.certyn.orchestrator.GeneratedDocument;
import io.certyn.orchestrator.StateTable;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Every state with every command, under an older, the same and a newer epoch. */
class SessionDiagramTest {

    private static final SessionId SESSION = new SessionId(new UUID(0, 1));
    private static final RunnerId RUNNER = new RunnerId(new UUID(0, 2));
    private static final CaseId CASE = new CaseId(new UUID(0, 3));
    private static final Instant NOON = Instant.parse("2026-03-02T12:00:00Z");
    private static final SessionTerms TERMS = new SessionTerms(Duration.ofSeconds(150));
    private static final Attempt SECOND = new Attempt(2, 2, RUNNER, "image");
    private static final Report PASSED =
            new Report(
                    null,
                    List.of(
                            new Finding(
                                    CASE,
                                    Outcome.PASSED,
                                    null,
                                    null,
                                    Duration.ofSeconds(1),
                                    false)),
                    true);

    private record Told(String name, String how, SessionCommand command, Instant now) {}

    private static List<Session> states() {
        return List.of(
                new Session.Queued(SESSION, SECOND, null),
                new Session.Leased(SESSION, SECOND, null),
                new Session.Starting(SESSION, SECOND, null),
                new Session.Running(SESSION, SECOND, null),
                new Session.Finishing(SESSION, SECOND, PASSED, NOON.plus(TERMS.sealWait())),
                new Session.Finished(SESSION, SECOND, Evidence.COMPLETE));
    }

    private static List<Told> commands() {
        var told = new ArrayList<Told>();
        Map<Long, String> epochs = new LinkedHashMap<>();
        epochs.put(1L, "older epoch");
        epochs.put(2L, "same epoch");
        epochs.put(3L, "newer epoch");
        epochs.forEach((epoch, how) -> {
            told.add(at("Lease", how, new SessionCommand.Lease(epoch, 3, RUNNER)));
            told.add(at("Start", how, new SessionCommand.Start(epoch, RUNNER, "image")));
            told.add(at("Begin", how, new SessionCommand.Begin(epoch, RUNNER, "image")));
            told.add(at("Requeue", how, new SessionCommand.Requeue(epoch, 2)));
            told.add(
                    at(
                            "Finish",
                            how + ", with manifest",
                            new SessionCommand.Finish(epoch, 2, RUNNER, PASSED)));
            told.add(
                    at(
                            "Finish",
                            how + ", by the platform",
                            new SessionCommand.Finish(
                                    epoch, 2, RUNNER, Report.of(Ending.CANCELLED))));
            told.add(
                    at(
                            "AcceptSeal",
                            how,
                            new SessionCommand.AcceptSeal(new Seal(epoch, Evidence.COMPLETE))));
        });
        told.add(at("GiveUpSeal", "before the deadline", new SessionCommand.GiveUpSeal()));
        told.add(
                new Told(
                        "GiveUpSeal",
                        "after the deadline",
                        new SessionCommand.GiveUpSeal(),
                        NOON.plusSeconds(150)));
        told.add(at("Abandon", "cancelled", new SessionCommand.Abandon(Ending.CANCELLED)));
        told.add(at("Abandon", "run deadline", new SessionCommand.Abandon(Ending.RUN_DEADLINE)));
        return told;
    }

    private static Told at(String name, String how, SessionCommand command) {
        return new Told(name, how, command, NOON);
    }

    @Test
    void theDiagramIsTheCode() throws IOException {
        var table =
                new StateTable(
                        "Session",
                        "How far a session got, as run-orchestrator hears it from lease-broker and"
                            + " artifact. Every state here is under epoch 2; the epoch of a queued"
                            + " session is void. What was found is another axis.");
        for (var state : states()) {
            for (var told : commands()) {
                switch (Session.decide(state, told.command(), told.now(), TERMS)) {
                    case SessionDecision.Moved(var next, var events) ->
                            table.moved(
                                    name(state),
                                    told.name(),
                                    told.how(),
                                    name(next),
                                    events.stream()
                                            .map(event -> event.getClass().getSimpleName())
                                            .collect(Collectors.joining(", ")));
                    case SessionDecision.Refused(var why) ->
                            table.refused(name(state), told.name(), told.how(), why.name());
                }
            }
        }

        GeneratedDocument.check("states/session.md", table.toMarkdown("Queued", "Finished"));
    }

    @Test
    void finishedIsForEver() {
        for (var told : commands()) {
            var decision =
                    Session.decide(
                            new Session.Finished(SESSION, SECOND, Evidence.COMPLETE),
                            told.command(),
                            told.now(),
                            TERMS);

            assertThat(decision).isEqualTo(new SessionDecision.Refused(SessionRefusal.OVER));
        }
    }

    @Test
    void nothingUnderAnOlderEpochMovesASession() {
        for (var state : states()) {
            for (var told : commands()) {
                if (told.how().startsWith("older epoch")) {
                    assertThat(Session.decide(state, told.command(), told.now(), TERMS))
                            .as("%s %s", state, told)
                            .isInstanceOf(SessionDecision.Refused.class);
                }
            }
        }
    }

    private static String name(Session session) {
        return session.getClass().getSimpleName();
    }
}
