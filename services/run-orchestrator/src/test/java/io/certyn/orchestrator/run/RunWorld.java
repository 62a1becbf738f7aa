package io.certyn.orchestrator.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.certyn.ids.CaseId;
import io.certyn.ids.RunId;
import io.certyn.ids.RunnerId;
import io.certyn.ids.SessionId;
import io.certyn.orchestrator.session.Ending;
import io.certyn.orchestrator.session.Evidence;
import io.certyn.orchestrator.session.Finding;
import io.certyn.orchestrator.session.Lifecycle;
import io.certyn.orchestrator.session.Outcome;
import io.certyn.orchestrator.session.Report;
import io.certyn.orchestrator.session.Seal;
import io.certyn.orchestrator.session.Session;
import io.certyn.orchestrator.session.SessionCommand;
import io.certyn.orchestrator.session.SessionEvent;
import io.certyn.orchestrator.session.SessionTerms;
import io.certyn.testing.world.Faults;
import io.certyn.testing.world.Network;
import io.certyn.testing.world.World;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One run with its sessions, a broker that leases, loses, requeues and finishes them, and an
 * artifact store that seals, over a network that loses, repeats and reorders for five minutes and
 * is calm afterwards. What the broker and the store really did is kept apart from what the run
 * heard.
 */
final class RunWorld {

    private static final RunId RUN = new RunId(new UUID(0, 1));
    private static final RunnerId RUNNER = new RunnerId(new UUID(0, 2));
    private static final Duration STORM = Duration.ofMinutes(5);
    private static final Duration CALM = Duration.ofHours(3);
    private static final RunSaga.Terms TERMS =
            new RunSaga.Terms(
                    new RunTerms(Duration.ofSeconds(60)),
                    new SessionTerms(Duration.ofSeconds(150)));

    private final World world;
    private final Network network;
    private final Decider decider;
    private final Instant deadline;
    private final Map<SessionId, Truth> truths = new LinkedHashMap<>();
    private final Map<SessionId, Session> sessions = new LinkedHashMap<>();
    private final Map<CaseId, RunCase> cases = new LinkedHashMap<>();
    private final List<RunEvent> announced = new ArrayList<>();
    private @Nullable Instant cancelledAt;
    private Run run;

    /** What really becomes of one session. */
    private static final class Truth {

        private final SessionId session;
        private final CaseId testCase;
        private long epoch;
        private boolean over;
        private boolean stopped;
        private SessionCommand.@Nullable Finish last;
        private @Nullable Seal seal;
        private @Nullable Instant reportHeard;
        private @Nullable Instant sealHeard;

        private Truth(SessionId session, CaseId testCase) {
            this.session = session;
            this.testCase = testCase;
        }
    }

    private RunWorld(long seed, Decider decider) {
        this.world = new World(seed);
        this.network = new Network(world, Faults.STORM);
        this.decider = decider;
        int count = 1 + world.random().nextInt(4);
        boolean hurried = world.chance(0.2);
        deadline = world.now().plus(hurried ? Duration.ofMinutes(4) : Duration.ofHours(2));
        var created = Run.create(RUN, Plan.cases(deadline), count, world.now());
        run = created.run();
        announced.addAll(created.events());
        for (int i = 0; i < count; i++) {
            var truth = new Truth(new SessionId(new UUID(1, i)), new CaseId(new UUID(2, i)));
            truths.put(truth.session, truth);
            sessions.put(truth.session, Session.created(truth.session));
            cases.put(truth.testCase, new RunCase.Open(truth.testCase, false));
        }
    }

    /** Lives one seed through. */
    static void live(long seed, Decider decider) {
        var world = new RunWorld(seed, decider);
        world.plan();
        world.world.always("the run is as its facts say", world::checkFacts);
        world.world.run(STORM);
        world.network.become(Faults.CALM);
        world.world.run(CALM);
        world.world.expect("everything is over in the calm", world::checkOver);
    }

    private void plan() {
        truths.values().forEach(this::planLease);
        world.every(Duration.ofSeconds(10), "sweep", this::sweep);
        if (world.chance(0.25)) {
            world.after(soon(240), "a user cancels", this::cancel);
        }
    }

    private Duration soon(int seconds) {
        return world.between(Duration.ofMillis(1), Duration.ofSeconds(seconds));
    }

    // The broker.

    private void planLease(Truth truth) {
        if (world.chance(0.03)) {
            // Nobody ever comes: only the deadline ends this one.
            return;
        }
        if (world.chance(0.05)) {
            world.after(
                    soon(60),
                    "queue time is up",
                    () -> end(truth, new Ending(Outcome.ERROR, "QUEUE_TIMEOUT")));
            return;
        }
        world.after(soon(30), "lease", () -> lease(truth));
    }

    private void lease(Truth truth) {
        if (truth.over) {
            return;
        }
        long epoch = ++truth.epoch;
        say(truth, "leased", new SessionCommand.Lease(epoch, (int) epoch, RUNNER));
        world.after(soon(3), "start", () -> start(truth, epoch));
    }

    private void start(Truth truth, long epoch) {
        if (truth.over) {
            return;
        }
        say(truth, "starting", new SessionCommand.Start(epoch, RUNNER, "image"));
        world.after(soon(3), "begin", () -> begin(truth, epoch));
    }

    private void begin(Truth truth, long epoch) {
        if (truth.over) {
            return;
        }
        say(truth, "running", new SessionCommand.Begin(epoch, RUNNER, "image"));
        if (world.chance(0.25)) {
            world.after(soon(30), "the runner is lost", () -> lose(truth, epoch));
        } else {
            world.after(soon(60), "the agent is done", () -> report(truth, epoch));
        }
    }

    private void lose(Truth truth, long epoch) {
        if (truth.over) {
            return;
        }
        if (epoch >= 3) {
            end(truth, new Ending(Outcome.ERROR, "RUNNER_LOST"));
            return;
        }
        var requeue = new SessionCommand.Requeue(epoch, (int) epoch);
        say(truth, "requeued", requeue, () -> haunt(truth, epoch));
        world.after(soon(10), "lease again", () -> lease(truth));
    }

    /** The lost runner comes back and claims success under its void epoch, proof included. */
    private void haunt(Truth truth, long epoch) {
        var claim =
                new SessionCommand.Finish(
                        epoch, (int) epoch, RUNNER, report(truth, Outcome.PASSED, true));
        network.send("ghost", "run", "void report", () -> hear(truth, claim));
        network.send(
                "ghost",
                "run",
                "void seal",
                () ->
                        hear(
                                truth,
                                new SessionCommand.AcceptSeal(new Seal(epoch, Evidence.COMPLETE))));
    }

    private void report(Truth truth, long epoch) {
        if (truth.over) {
            return;
        }
        var outcome = world.chance(0.7) ? Outcome.PASSED : world.pick(List.of(Outcome.values()));
        boolean manifest = world.chance(0.9);
        var found =
                world.chance(0.03)
                        ? new Report(null, List.of(), manifest)
                        : report(truth, outcome, manifest);
        finish(truth, new SessionCommand.Finish(epoch, (int) epoch, RUNNER, found));
        if (manifest && world.chance(0.9)) {
            var evidence =
                    world.chance(0.85) ? Evidence.COMPLETE : Evidence.incomplete("FILE_MISSING");
            truth.seal = new Seal(epoch, evidence);
            var late = world.chance(0.2) ? soon(400) : soon(5);
            world.after(late, "seal", () -> seal(truth));
        }
    }

    private static Report report(Truth truth, Outcome outcome, boolean manifest) {
        return new Report(
                null,
                List.of(
                        new Finding(
                                truth.testCase, outcome, null, null, Duration.ofSeconds(1), false)),
                manifest);
    }

    private void end(Truth truth, Ending ending) {
        if (!truth.over) {
            finish(
                    truth,
                    new SessionCommand.Finish(
                            truth.epoch, (int) truth.epoch, null, Report.of(ending)));
        }
    }

    private void finish(Truth truth, SessionCommand.Finish finish) {
        truth.over = true;
        truth.last = finish;
        say(truth, "finished", finish);
    }

    private void stop(Truth truth) {
        truth.stopped = true;
        network.send(
                "run",
                "broker",
                "cancel_requested",
                () -> end(truth, new Ending(Outcome.CANCELLED, "CANCELLED")));
    }

    // The artifact store.

    private void seal(Truth truth) {
        var seal = truth.seal;
        if (seal != null) {
            say(truth, "sealed", new SessionCommand.AcceptSeal(seal));
        }
    }

    // What is said arrives at least once, in any order, unless the broker is dead for good.

    private void say(Truth truth, String what, SessionCommand command) {
        say(truth, what, command, () -> {});
    }

    private void say(Truth truth, String what, SessionCommand command, Runnable then) {
        network.send("broker", "run", what, () -> hear(truth, command));
        if (world.chance(0.98)) {
            world.after(
                    soon(20),
                    what + " (surely)",
                    () -> {
                        hear(truth, command);
                        then.run();
                    });
        }
    }

    // The orchestrator: the saga under test, and what stores would do.

    private void hear(Truth truth, SessionCommand command) {
        var before = of(sessions, truth.session);
        note(truth, before, command);
        var scene = new Scene(run, before, List.of(of(cases, truth.testCase)));
        switch (decider.hear(scene, command, world.now(), TERMS)) {
            case Heard.Ignored _ -> {}
            case Heard.Changed(var after, var ofSession, var ofRun) -> {
                checkMove(before, after.session());
                checkMove(run, after.run(), ofRun);
                sessions.put(truth.session, after.session());
                take(truth, after.cases().getFirst());
                run = after.run();
                announced.addAll(ofRun);
                if (ofSession.stream().anyMatch(SessionEvent.Abandoned.class::isInstance)) {
                    stop(truth);
                }
            }
        }
    }

    private void note(Truth truth, Session before, SessionCommand command) {
        if (command.equals(truth.last) && truth.reportHeard == null) {
            truth.reportHeard = world.now();
        }
        if (truth.seal != null
                && command.equals(new SessionCommand.AcceptSeal(truth.seal))
                && truth.sealHeard == null
                && !(before instanceof Session.Finished)) {
            truth.sealHeard = world.now();
        }
    }

    private void cancel() {
        var wish = new RunCommand.Cancel("account:ada", "wrong branch");
        switch (decider.cancel(run, wish, world.now(), TERMS)) {
            case RunDecision.Refused _ -> {}
            case RunDecision.Moved(var next, var events) -> {
                checkMove(run, next, events);
                run = next;
                announced.addAll(events);
                cancelledAt = world.now();
                boolean silent = world.chance(0.3);
                truths.values().stream()
                        .filter(truth -> !silent)
                        .filter(one -> !(of(sessions, one.session) instanceof Session.Finished))
                        .forEach(this::stop);
            }
        }
    }

    private void sweep() {
        for (var truth : truths.values()) {
            if (of(sessions, truth.session) instanceof Session.Finishing) {
                hear(truth, new SessionCommand.GiveUpSeal());
            }
        }
        if (run instanceof Run.Unfinished unfinished) {
            decider.overdue(unfinished, world.now())
                    .ifPresent(ending ->
                            truths.values()
                                    .forEach(truth ->
                                            hear(truth, new SessionCommand.Abandon(ending))));
        }
    }

    // What must hold.

    private static void checkMove(Session from, Session to) {
        assertThat(from).isNotInstanceOf(Session.Finished.class);
        boolean onlySealed =
                from instanceof Session.Open
                        && Lifecycle.of(from) == Lifecycle.of(to)
                        && from.epoch() == to.epoch();
        if (!onlySealed) {
            assertThat(to.epoch()).as("%s -> %s", from, to).isGreaterThanOrEqualTo(from.epoch());
            if (to.epoch() == from.epoch()) {
                assertThat(rank(to)).as("%s -> %s", from, to).isGreaterThan(rank(from));
            } else {
                assertThat(from).isInstanceOf(Session.Open.class);
            }
        }
    }

    /** Within one epoch a session only goes on; being queued again ends the epoch. */
    private static int rank(Session session) {
        return switch (Lifecycle.of(session)) {
            case LEASED -> 1;
            case STARTING -> 2;
            case RUNNING -> 3;
            case QUEUED -> 4;
            case FINISHING -> 5;
            case FINISHED -> 6;
        };
    }

    private static void checkMove(Run from, Run to, List<RunEvent> facts) {
        if (from instanceof Run.Finished) {
            assertThat(to).isEqualTo(from);
            assertThat(facts).isEmpty();
        }
        if (from instanceof Run.Running) {
            assertThat(to).isNotInstanceOf(Run.Queued.class);
        }
        if (from instanceof Run.Queued
                && to instanceof Run.Finished finished
                && facts.stream().noneMatch(RunEvent.Started.class::isInstance)) {
            assertThat(finished.verdict().status()).isIn(RunStatus.CANCELLED, RunStatus.ERROR);
        }
    }

    private void take(Truth truth, RunCase after) {
        var before = of(cases, truth.testCase);
        if (before instanceof RunCase.Settled) {
            assertThat(after).as("an outcome is taken once").isEqualTo(before);
            return;
        }
        cases.put(truth.testCase, after);
        if (after instanceof RunCase.Settled settled) {
            checkOutcome(truth, settled.finding());
        }
    }

    /** Every outcome has its ground in what really happened. */
    private void checkOutcome(Truth truth, Finding found) {
        if (cancelledAt != null) {
            assertThat(found.outcome()).as("cancel wins").isEqualTo(Outcome.CANCELLED);
            return;
        }
        if ("RUN_DEADLINE".equals(found.reason())) {
            assertThat(world.now()).isAfterOrEqualTo(deadline);
            assertThat(truth.reportHeard).as("had not reported").isNull();
            return;
        }
        var last = truth.last;
        assertThat(last).as("nothing was reported: %s", found).isNotNull();
        if (last == null) {
            return;
        }
        var seal = truth.seal;
        var real =
                last.report().of(truth.testCase, seal == null ? Evidence.PENDING : seal.evidence());
        if (Report.EVIDENCE_INCOMPLETE.equals(found.reason())
                && seal != null
                && seal.evidence().equals(Evidence.COMPLETE)) {
            assertThat(truth.sealHeard).as("the seal came in time").isNull();
            assertThat(truth.reportHeard).isNotNull();
            assertThat(world.now())
                    .isAfterOrEqualTo(
                            java.util.Objects.requireNonNull(truth.reportHeard)
                                    .plus(TERMS.session().sealWait()));
            return;
        }
        assertThat(found.outcome()).as("%s", last).isEqualTo(real.outcome());
        assertThat(found.reason()).isEqualTo(real.reason());
    }

    private void checkFacts() {
        var settled =
                cases.values().stream()
                        .filter(RunCase.Settled.class::isInstance)
                        .map(RunCase.Settled.class::cast)
                        .toList();
        assertThat(run.tally().open()).isEqualTo(cases.size() - settled.size());
        assertThat(count(RunEvent.CaseFinished.class)).isEqualTo(settled.size());
        assertThat(count(RunEvent.Started.class)).isLessThanOrEqualTo(1);
        assertThat(count(RunEvent.Finished.class)).isEqualTo(run instanceof Run.Finished ? 1 : 0);
        if (run instanceof Run.Finished finished) {
            assertThat(finished.verdict().reason()).isEqualTo(expected(settled));
        }
    }

    /** The verdict table once more, in other words. */
    private StatusReason expected(List<RunCase.Settled> settled) {
        var outcomes = settled.stream().map(one -> one.finding().outcome()).toList();
        if (cancelledAt != null) {
            return StatusReason.CANCELLED_BY_USER;
        }
        if (outcomes.contains(Outcome.FAILED)) {
            return StatusReason.CASES_FAILED;
        }
        if (outcomes.contains(Outcome.ERROR)) {
            return settled.stream()
                            .filter(one -> one.finding().outcome() == Outcome.ERROR)
                            .allMatch(one -> "RUN_DEADLINE".equals(one.finding().reason()))
                    ? StatusReason.RUN_DEADLINE
                    : StatusReason.PLATFORM_ERROR;
        }
        if (outcomes.contains(Outcome.BLOCKED)) {
            return StatusReason.CASES_BLOCKED;
        }
        if (outcomes.contains(Outcome.INCONCLUSIVE)) {
            return StatusReason.CASES_INCONCLUSIVE;
        }
        if (outcomes.contains(Outcome.CANCELLED)) {
            return StatusReason.CASES_CANCELLED;
        }
        if (!outcomes.contains(Outcome.PASSED)) {
            return StatusReason.NO_CASES_SELECTED;
        }
        return truths.values().stream().anyMatch(this::passedLater)
                ? StatusReason.PASSED_WITH_RETRY
                : StatusReason.ALL_PASSED;
    }

    private boolean passedLater(Truth truth) {
        return truth.last != null
                && truth.last.attempts() > 1
                && of(cases, truth.testCase) instanceof RunCase.Settled settled
                && settled.finding().outcome() == Outcome.PASSED;
    }

    private void checkOver() {
        assertThat(run).isInstanceOf(Run.Finished.class);
        assertThat(sessions.values()).allMatch(Session.Finished.class::isInstance);
        for (var truth : truths.values()) {
            if (of(cases, truth.testCase) instanceof RunCase.Settled settled
                    && "RUN_DEADLINE".equals(settled.finding().reason())) {
                assertThat(truth.stopped).as("%s is asked to stop", truth.session).isTrue();
            }
        }
    }

    private long count(Class<? extends RunEvent> type) {
        return announced.stream().filter(type::isInstance).count();
    }

    private static <K, V> V of(Map<K, V> map, K key) {
        var value = map.get(key);
        if (value == null) {
            throw new IllegalStateException("unknown: " + key);
        }
        return value;
    }
}
