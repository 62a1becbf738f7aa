package io.certyn.orchestrator.run;

import io.certyn.orchestrator.session.Ending;
import io.certyn.orchestrator.session.Evidence;
import io.certyn.orchestrator.session.Finding;
import io.certyn.orchestrator.session.Outcome;
import io.certyn.orchestrator.session.Report;
import io.certyn.orchestrator.session.Seal;
import io.certyn.orchestrator.session.Session;
import io.certyn.orchestrator.session.SessionCommand;
import io.certyn.orchestrator.session.SessionCommand.Abandon;
import io.certyn.orchestrator.session.SessionCommand.AcceptSeal;
import io.certyn.orchestrator.session.SessionCommand.Begin;
import io.certyn.orchestrator.session.SessionCommand.Finish;
import io.certyn.orchestrator.session.SessionCommand.GiveUpSeal;
import io.certyn.orchestrator.session.SessionCommand.Lease;
import io.certyn.orchestrator.session.SessionCommand.Requeue;
import io.certyn.orchestrator.session.SessionCommand.Start;
import io.certyn.orchestrator.session.SessionEvent;
import io.certyn.orchestrator.session.SessionRefusal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Mistakes somebody could make. The simulation is believed because it catches each of them. */
enum PlantedBug implements Decider {
    THE_EPOCH_IS_NOT_LOOKED_AT {
        @Override
        public Heard hear(Scene scene, SessionCommand command, Instant now, RunSaga.Terms terms) {
            return RunSaga.hear(scene, underNewest(scene.session(), command), now, terms);
        }
    },
    A_REQUEUE_IS_NOT_HEARD {
        @Override
        public Heard hear(Scene scene, SessionCommand command, Instant now, RunSaga.Terms terms) {
            return command instanceof Requeue
                    ? ignored()
                    : RunSaga.hear(scene, command, now, terms);
        }
    },
    A_LATE_REQUEUE_REOPENS_A_REPORTED_SESSION {
        @Override
        public Heard hear(Scene scene, SessionCommand command, Instant now, RunSaga.Terms terms) {
            return command instanceof Requeue told
                            && scene.session() instanceof Session.Finishing done
                    ? RunSaga.hear(
                            with(scene, new Session.Running(done.id(), done.attempt(), null)),
                            new Requeue(Math.max(told.epoch(), done.epoch()), told.attempt()),
                            now,
                            terms)
                    : RunSaga.hear(scene, command, now, terms);
        }
    },
    A_REPORT_IS_TAKEN_FOR_PROOF {
        @Override
        public Heard hear(Scene scene, SessionCommand command, Instant now, RunSaga.Terms terms) {
            return command instanceof Finish finish
                            && finish.report().hasManifest()
                            && scene.session() instanceof Session.Open open
                            && finish.epoch() >= open.epoch()
                    ? RunSaga.hear(sealed(scene, open, finish.epoch()), command, now, terms)
                    : RunSaga.hear(scene, command, now, terms);
        }
    },
    A_MISSING_MANIFEST_IS_NOT_MISSED {
        @Override
        public Heard hear(Scene scene, SessionCommand command, Instant now, RunSaga.Terms terms) {
            if (command instanceof Finish(var epoch, var attempts, var runner, var report)
                    && report.ending() == null
                    && !report.hasManifest()
                    && scene.session() instanceof Session.Live open
                    && epoch >= open.epoch()) {
                var believed =
                        new Finish(
                                epoch, attempts, runner, new Report(null, report.findings(), true));
                return RunSaga.hear(sealed(scene, open, epoch), believed, now, terms);
            }
            return RunSaga.hear(scene, command, now, terms);
        }
    },
    AN_EARLY_SEAL_IS_FORGOTTEN {
        @Override
        public Heard hear(Scene scene, SessionCommand command, Instant now, RunSaga.Terms terms) {
            return command instanceof AcceptSeal && scene.session() instanceof Session.Open
                    ? ignored()
                    : RunSaga.hear(scene, command, now, terms);
        }
    },
    THE_SEAL_OF_ANY_EPOCH_WILL_DO {
        @Override
        public Heard hear(Scene scene, SessionCommand command, Instant now, RunSaga.Terms terms) {
            return command instanceof AcceptSeal(var seal)
                    ? RunSaga.hear(
                            scene,
                            new AcceptSeal(new Seal(scene.session().epoch(), seal.evidence())),
                            now,
                            terms)
                    : RunSaga.hear(scene, command, now, terms);
        }
    },
    INCOMPLETE_IS_TAKEN_FOR_COMPLETE {
        @Override
        public Heard hear(Scene scene, SessionCommand command, Instant now, RunSaga.Terms terms) {
            return command instanceof AcceptSeal(var seal)
                    ? RunSaga.hear(
                            scene,
                            new AcceptSeal(new Seal(seal.epoch(), Evidence.COMPLETE)),
                            now,
                            terms)
                    : RunSaga.hear(scene, command, now, terms);
        }
    },
    A_SEAL_IS_WAITED_FOR_FOR_EVER {
        @Override
        public Heard hear(Scene scene, SessionCommand command, Instant now, RunSaga.Terms terms) {
            return command instanceof GiveUpSeal
                    ? ignored()
                    : RunSaga.hear(scene, command, now, terms);
        }
    },
    A_SEAL_IS_NOT_WAITED_FOR {
        @Override
        public Heard hear(Scene scene, SessionCommand command, Instant now, RunSaga.Terms terms) {
            return command instanceof GiveUpSeal
                    ? RunSaga.hear(scene, command, now.plus(terms.session().sealWait()), terms)
                    : RunSaga.hear(scene, command, now, terms);
        }
    },
    A_RESULT_BEATS_CANCEL {
        @Override
        public Heard hear(Scene scene, SessionCommand command, Instant now, RunSaga.Terms terms) {
            return scene.run() instanceof Run.Unfinished run
                    ? RunSaga.hear(
                            new Scene(run.with(Desire.GO_ON), scene.session(), scene.cases()),
                            command,
                            now,
                            terms)
                    : RunSaga.hear(scene, command, now, terms);
        }
    },
    A_CANCELLED_RUN_WAITS_FOR_A_SILENT_BROKER {
        @Override
        public Optional<Ending> overdue(Run.Unfinished run, Instant now) {
            return run.isCancelling() ? Optional.empty() : run.overdue(now);
        }
    },
    THE_DEADLINE_IS_NOT_KEPT {
        @Override
        public Optional<Ending> overdue(Run.Unfinished run, Instant now) {
            return run.isCancelling() ? run.overdue(now) : Optional.empty();
        }
    },
    AN_ABANDONED_SESSION_IS_NOT_STOPPED {
        @Override
        public Heard hear(Scene scene, SessionCommand command, Instant now, RunSaga.Terms terms) {
            return switch (RunSaga.hear(scene, command, now, terms)) {
                case Heard.Changed(var after, var ofSession, var ofRun) ->
                        new Heard.Changed(
                                after,
                                ofSession.stream()
                                        .filter(fact -> !(fact instanceof SessionEvent.Abandoned))
                                        .toList(),
                                ofRun);
                case Heard.Ignored ignored -> ignored;
            };
        }
    },
    THE_DEADLINE_TAKES_A_REPORTED_SESSION {
        @Override
        public Heard hear(Scene scene, SessionCommand command, Instant now, RunSaga.Terms terms) {
            return command instanceof Abandon && scene.session() instanceof Session.Finishing done
                    ? RunSaga.hear(
                            with(scene, new Session.Running(done.id(), done.attempt(), null)),
                            command,
                            now,
                            terms)
                    : RunSaga.hear(scene, command, now, terms);
        }
    },
    A_LATE_REPORT_REOPENS_A_FINISHED_SESSION {
        @Override
        public Heard hear(Scene scene, SessionCommand command, Instant now, RunSaga.Terms terms) {
            return command instanceof Finish && scene.session() instanceof Session.Finished done
                    ? RunSaga.hear(
                            with(scene, new Session.Running(done.id(), done.attempt(), null)),
                            command,
                            now,
                            terms)
                    : RunSaga.hear(scene, command, now, terms);
        }
    },
    AN_OUTCOME_IS_WRITTEN_TWICE {
        @Override
        public Heard hear(Scene scene, SessionCommand command, Instant now, RunSaga.Terms terms) {
            return switch (RunSaga.hear(scene, command, now, terms)) {
                case Heard.Changed(var after, var ofSession, var ofRun) ->
                        new Heard.Changed(after, ofSession, doubled(ofRun));
                case Heard.Ignored ignored -> ignored;
            };
        }

        private static List<RunEvent> doubled(List<RunEvent> facts) {
            var twice = new ArrayList<>(facts);
            facts.stream().filter(RunEvent.CaseFinished.class::isInstance).forEach(twice::add);
            return twice;
        }
    },
    A_RUN_IS_FINISHED_TWICE {
        @Override
        public Heard hear(Scene scene, SessionCommand command, Instant now, RunSaga.Terms terms) {
            var heard = RunSaga.hear(scene, command, now, terms);
            if (heard instanceof Heard.Changed(var after, var ofSession, var ofRun)
                    && !ofRun.isEmpty()
                    && ofRun.getLast() instanceof RunEvent.Finished last) {
                var twice = new ArrayList<>(ofRun);
                twice.add(last);
                return new Heard.Changed(after, ofSession, twice);
            }
            return heard;
        }
    },
    AN_ERROR_IS_CALLED_A_FAILURE {
        @Override
        public Heard hear(Scene scene, SessionCommand command, Instant now, RunSaga.Terms terms) {
            return command instanceof Finish(var epoch, var attempts, var runner, var report)
                    ? RunSaga.hear(
                            scene, new Finish(epoch, attempts, runner, blaming(report)), now, terms)
                    : RunSaga.hear(scene, command, now, terms);
        }

        private static Report blaming(Report report) {
            var ending = report.ending();
            return new Report(
                    ending == null || ending.outcome() != Outcome.ERROR
                            ? ending
                            : new Ending(Outcome.FAILED, ending.reason()),
                    report.findings(),
                    report.hasManifest());
        }
    },
    A_RETRY_IS_NOT_SEEN {
        @Override
        public Heard hear(Scene scene, SessionCommand command, Instant now, RunSaga.Terms terms) {
            return switch (RunSaga.hear(scene, command, now, terms)) {
                case Heard.Changed(var after, var ofSession, var ofRun) ->
                        new Heard.Changed(forgetful(after), ofSession, ofRun);
                case Heard.Ignored ignored -> ignored;
            };
        }

        private static Scene forgetful(Scene scene) {
            return new Scene(
                    scene.run() instanceof Run.Finished run
                                    && run.verdict().reason() == StatusReason.PASSED_WITH_RETRY
                            ? new Run.Finished(
                                    run.id(),
                                    run.tally(),
                                    new Verdict(StatusReason.ALL_PASSED, false),
                                    run.at())
                            : scene.run(),
                    scene.session(),
                    scene.cases());
        }
    },
    A_FORGOTTEN_CASE_COUNTS_AS_PASSED {
        @Override
        public Heard hear(Scene scene, SessionCommand command, Instant now, RunSaga.Terms terms) {
            if (command instanceof Finish(var epoch, var attempts, var runner, var report)
                    && report.ending() == null
                    && report.findings().isEmpty()) {
                var found = scene.cases().getFirst().id();
                var invented =
                        new Finding(
                                found, Outcome.PASSED, null, null, java.time.Duration.ZERO, false);
                return RunSaga.hear(
                        scene,
                        new Finish(
                                epoch,
                                attempts,
                                runner,
                                new Report(null, List.of(invented), report.hasManifest())),
                        now,
                        terms);
            }
            return RunSaga.hear(scene, command, now, terms);
        }
    };

    private static Heard ignored() {
        return new Heard.Ignored(SessionRefusal.ALREADY);
    }

    private static Scene with(Scene scene, Session session) {
        return new Scene(scene.run(), session, scene.cases());
    }

    private static Scene sealed(Scene scene, Session.Open open, long epoch) {
        var seal = new Seal(epoch, Evidence.COMPLETE);
        return with(
                scene,
                switch (open) {
                    case Session.Queued queued ->
                            new Session.Queued(queued.id(), queued.attempt(), seal);
                    case Session.Live live -> live.with(seal);
                });
    }

    private static SessionCommand underNewest(Session session, SessionCommand command) {
        long newest = session.epoch() + (session instanceof Session.Queued ? 1 : 0);
        return switch (command) {
            case Lease told ->
                    new Lease(Math.max(newest, told.epoch()), told.attempt(), told.runner());
            case Start told ->
                    new Start(Math.max(newest, told.epoch()), told.runner(), told.image());
            case Begin told ->
                    new Begin(Math.max(newest, told.epoch()), told.runner(), told.image());
            case Requeue told -> new Requeue(Math.max(newest, told.epoch()), told.attempt());
            case Finish told ->
                    new Finish(
                            Math.max(newest, told.epoch()),
                            told.attempts(),
                            told.runner(),
                            told.report());
            case AcceptSeal told -> told;
            case GiveUpSeal told -> told;
            case Abandon told -> told;
        };
    }
}
