package io.certyn.broker.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.certyn.broker.TestCaller;
import io.certyn.broker.TestDatabase;
import io.certyn.broker.TestFacts;
import io.certyn.broker.TestKeys;
import io.certyn.broker.TestOrchestrator;
import io.certyn.broker.TestRunner;
import io.certyn.broker.e2e.Worker.Grant;
import io.certyn.events.EventTypes;
import io.certyn.events.Topics;
import io.certyn.ids.RunnerId;
import io.certyn.protocol.Sync;
import io.certyn.testing.backing.BackingServices;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/**
 * Two brokers as processes over one PostgreSQL and one Kafka, of which the last test kills one. A
 * start takes seconds of two cores, hence one for all tests and an order among them.
 */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class TwoBrokersIT {

    private static final Duration HOLD = Duration.ofSeconds(5);

    private static final Duration LONGEST = Duration.ofSeconds(45);

    /** For everything that was asked for to end, however much of it the killed one had begun. */
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    /** Asked for while both live, and again as many once one is dead. */
    private static final int SESSIONS = 120;

    private static final List<String> STRAIGHT_ON =
            List.of(
                    EventTypes.SESSION_LEASED,
                    EventTypes.SESSION_RUNNING,
                    EventTypes.SESSION_FINISHED);

    private static final List<String> LOST_ONCE =
            List.of(
                    EventTypes.SESSION_LEASED,
                    EventTypes.SESSION_REQUEUED,
                    EventTypes.SESSION_LEASED,
                    EventTypes.SESSION_RUNNING,
                    EventTypes.SESSION_FINISHED);

    @TempDir private static Path directory;
    private static final Map<String, String> SETTINGS = new HashMap<>();
    private static final List<BrokerProcess> BROKERS = new ArrayList<>();

    @BeforeAll
    static void startBothAtOnce() throws IOException {
        var database = BackingServices.postgres("broker");
        SETTINGS.putAll(new TestKeys().start());
        SETTINGS.put("quarkus.datasource.username", database.username());
        SETTINGS.put("quarkus.datasource.password", database.password());
        SETTINGS.put("quarkus.datasource.jdbc.url", database.jdbcUrl());
        SETTINGS.put("quarkus.datasource.reactive.url", database.reactiveUrl());
        SETTINGS.put("kafka.bootstrap.servers", BackingServices.kafka());
        startBroker("first");
        startBroker("second");
        System.setProperty("test.url", first().toString());
        second();
    }

    @AfterAll
    static void stop() throws InterruptedException {
        for (var broker : BROKERS) {
            broker.kill();
        }
    }

    private static void startBroker(String name) throws IOException {
        BROKERS.add(BrokerProcess.start(directory.resolve(name + ".log"), SETTINGS));
    }

    private static URI first() {
        return BROKERS.get(0).uri();
    }

    private static URI second() {
        return BROKERS.get(1).uri();
    }

    /** Whichever of them hears the cancellation, and whichever the runner talks to. */
    @Test
    @Order(1)
    void whatOneBrokerHearsARunnerOfTheOtherIsTold() {
        var caller = new TestCaller("runners:manage");
        var pool = caller.pool("told", "self_hosted");
        try (var orchestrator = new TestOrchestrator(caller.tenant())) {
            for (var broker : List.of(first(), second())) {
                var runner = TestRunner.online(caller, pool);
                runner.turnTo(broker);
                var session = leased(runner, orchestrator);
                var stop = new Sync.Verdict(session, 1, "STOP", "CANCELLED_BY_USER");

                orchestrator.cancel(session);

                await().atMost(PATIENCE)
                        .until(
                                () -> runner.sync().report(session, 1, "running").ok().verdicts(),
                                List.of(stop)::equals);
                assertThat(runner.sync().ok().commands())
                        .extracting(Sync.Command::kind)
                        .containsExactly("stop_session");
            }
        }
    }

    /** By the hold alone it would hear of it much later than anybody here waits. */
    @Test
    @Order(1)
    void aCommandThatOneBrokerGivesEndsThePollThatIsParkedAtTheOther() throws Exception {
        // Given
        var caller = new TestCaller("runners:manage");
        var runner = TestRunner.online(caller, caller.pool("commanded", "self_hosted"));
        runner.turnTo(second());
        try (var orchestrator = new TestOrchestrator(caller.tenant())) {
            var session = leased(runner, orchestrator);
            var parked = runner.sync().report(session, 1, "running").hold(LONGEST).sendLater();
            await().atMost(PATIENCE).until(() -> isHeardForLong(runner));

            // When
            var given =
                    TestCaller.asService(
                            "POST",
                            "/internal/v1/sessions/" + session + "/streams",
                            "{\"relayUrl\":\"/relay/v1/publish/x\",\"publishToken\":\"t\"}");

            // Then
            var told = TestRunner.read(parked.get(20, TimeUnit.SECONDS));
            assertThat(told.commands())
                    .extracting(Sync.Command::commandId)
                    .containsExactly(given.text("commandId"));
        }
    }

    private static boolean isHeardForLong(TestRunner runner) {
        return TestDatabase.count(
                        "select count(*) from runner_heartbeat where runner_id = ?"
                                + " and due_at > now() + interval '30 seconds'",
                        RunnerId.parse(runner.id()).value())
                == 1;
    }

    @Test
    @Order(2)
    void afterADrainByOneBrokerTheOtherGrantsNothing() {
        var caller = new TestCaller("runners:manage");
        var runner = TestRunner.online(caller, caller.pool("drained", "self_hosted"));
        runner.turnTo(second());
        try (var orchestrator = new TestOrchestrator(caller.tenant())) {
            var offer = offered(runner, orchestrator.request(runner.pool()));

            caller.post("/api/v1/runners/" + runner.id() + "/drain", "");

            assertThat(runner.sync().claim(offer).ok().claimResults())
                    .extracting(Sync.ClaimResult::code)
                    .containsExactly("DRAINING");
        }
    }

    @Test
    @Order(3)
    void nothingIsLostOrDoneTwiceWhenOneOfTwoDies() throws Exception {
        var caller = new TestCaller("runners:manage");
        var polled = caller.pool("polled", "self_hosted");
        var heard = caller.pool("heard", "in_cluster");
        var sessions = new ArrayList<String>();
        try (var orchestrator = new TestOrchestrator(caller.tenant());
                var facts = new TestFacts(Topics.SESSION_EVENTS);
                var auditor = new Auditor();
                var crew = new Crew(first(), second())) {
            // Given
            var silent = leased(TestRunner.online(caller, polled), orchestrator);
            crew.pollers(caller, polled);
            crew.listeners(caller, heard);
            request(orchestrator, sessions, polled, heard);
            await().atMost(PATIENCE)
                    .until(() -> crew.isWell() && crew.grants().size() > SESSIONS / 2);

            // When
            BROKERS.getFirst().kill();

            // Then
            TestDatabase.expire(silent);
            // As a cluster would: it joins while the dead one still counts.
            startBroker("third");
            request(orchestrator, sessions, polled, heard);
            sessions.add(silent);
            await().atMost(PATIENCE)
                    .until(() -> crew.isWell() && finished(caller) == sessions.size());
            assertThat(auditor.looks()).isPositive();
            assertThat(holders(crew.grants()).values()).containsOnly(1L);
            assertThat(rows("lease", caller)).isZero();
            assertThat(rows("session_queue", caller)).isZero();
            for (var session : sessions) {
                assertThat(types(facts, session))
                        .as(session)
                        .isEqualTo(session.equals(silent) ? LOST_ONCE : STRAIGHT_ON);
            }
            await().atMost(PATIENCE).until(() -> rows("outbox", caller) == 0);
        }
    }

    private static String leased(TestRunner runner, TestOrchestrator orchestrator) {
        var session = orchestrator.request(runner.pool());
        runner.sync().claim(offered(runner, session)).ok();
        return session;
    }

    private static Sync.Offer offered(TestRunner runner, String session) {
        return await().atMost(PATIENCE)
                .until(
                        () ->
                                runner.sync().hold(HOLD).ok().offers().stream()
                                        .filter(offer -> offer.session().equals(session))
                                        .findFirst(),
                        Optional::isPresent)
                .orElseThrow();
    }

    private static void request(
            TestOrchestrator orchestrator, List<String> sessions, String... pools) {
        for (int i = 0; i < SESSIONS; i++) {
            sessions.add(orchestrator.request(pools[i % pools.length]));
        }
    }

    /** How many runners were granted a session under one epoch. */
    private static Map<String, Long> holders(List<Grant> grants) {
        return grants.stream()
                .distinct()
                .collect(
                        Collectors.groupingBy(
                                grant -> grant.session() + " " + grant.epoch(),
                                Collectors.counting()));
    }

    private static long finished(TestCaller caller) {
        return TestDatabase.count(
                "select count(*) from lease_history where finished and tenant_id = ?",
                caller.tenant().value());
    }

    private static long rows(String table, TestCaller caller) {
        return TestDatabase.count(
                "select count(*) from " + table + " where tenant_id = ?", caller.tenant().value());
    }

    /** In order; what was published twice, by its id, counts once. */
    private static List<String> types(TestFacts facts, String session) {
        var byId = new LinkedHashMap<UUID, String>();
        facts.until(session, EventTypes.SESSION_FINISHED)
                .forEach(fact -> byId.putIfAbsent(fact.id(), fact.type()));
        return List.copyOf(byId.values());
    }
}
