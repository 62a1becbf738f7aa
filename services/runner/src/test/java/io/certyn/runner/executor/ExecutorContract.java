package io.certyn.runner.executor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.certyn.ids.SessionId;
import io.certyn.protocol.link.FrameType;
import io.certyn.runner.executor.Executor.Leftover;
import io.certyn.runner.executor.Executor.Order;
import io.certyn.runner.executor.Executor.Purpose;
import io.certyn.runner.work.LeaseKey;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What every executor does. */
@Timeout(120)
public abstract class ExecutorContract {

    protected final LeaseKey lease = new LeaseKey(new SessionId(UUID.randomUUID()), 2);
    private final LeaseKey otherLease = new LeaseKey(new SessionId(UUID.randomUUID()), 1);

    @TempDir protected Path directory;
    protected Executor executor;

    /** An executor that knows what an earlier one in this directory left. */
    protected abstract Executor open() throws IOException;

    @BeforeEach
    protected void openExecutor() throws IOException {
        Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwx------"));
        executor = open();
    }

    @AfterEach
    protected void closeExecutor() throws IOException {
        executor.close();
    }

    @Test
    void anAgentComesUpAndFindsItsLink() throws Exception {
        var started = start("one", lease);

        assertThat(started.greeting()).isEqualTo(FrameType.LINK_HELLO);
        assertThat(started.agent().isAlive()).isTrue();
        started.agent().remove();
    }

    @Test
    void aRemovedAgentIsGoneWithAllItLeftAndMayBeRemovedAgain() throws Exception {
        var agent = start("one", lease).agent();
        agent.bind(lease, List.of("https://shop.example"), () -> true);

        agent.remove();
        agent.remove();

        assertThat(agent.awaitExit().status()).isNotZero();
        assertThat(agent.isAlive()).isFalse();
        assertThat(executor.removeLeftovers()).isEmpty();
    }

    @Test
    void theSameAgentIsStartedOnceAtATime() throws Exception {
        var agent = start("one", lease).agent();

        assertThatThrownBy(() ->
                        executor.start(
                                order("one", lease),
                                Started.linkDirectory(directory, "two"),
                                Started.log(directory, "two")))
                .isInstanceOf(IOException.class);
        assertThat(agent.isAlive()).isTrue();
        agent.remove();
    }

    @Test
    void whatAnEarlierRunnerLeftIsNamedAndRemoved() throws Exception {
        var one = start("one", lease).agent();
        one.bind(lease, List.of(), () -> true);
        var two = start("two", otherLease).agent();
        two.bind(otherLease, List.of(), () -> true);

        var leftovers = leftovers();

        assertThat(leftovers)
                .extracting(Leftover::lease)
                .containsExactlyInAnyOrder(Optional.of(lease), Optional.of(otherLease));
        await().atMost(Duration.ofSeconds(10)).until(() -> !one.isAlive() && !two.isAlive());
    }

    @Test
    void whatAnAgentPrintsIsKept() throws Exception {
        var agent = start("one", lease).agent();
        agent.bind(lease, List.of(), () -> true);
        var printed = print();

        agent.remove();

        assertThat(Started.log(directory, "one")).content().contains(printed);
    }

    /** Has the agent that is bound to the lease print something, and returns it. */
    protected abstract String print() throws Exception;

    /** What the next runner in this directory finds and removes. */
    protected List<Leftover> leftovers() throws IOException {
        try (var next = open()) {
            return next.removeLeftovers();
        }
    }

    /** An agent for this session. */
    protected Started start(String name, LeaseKey session) throws IOException {
        return Started.by(executor, directory, order(name, session));
    }

    private static Order order(String name, LeaseKey session) {
        return new Order(
                Started.IMAGE, name, Optional.of(new Purpose(session, Duration.ofMinutes(10))));
    }
}
