package io.certyn.runner.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.certyn.runner.egress.Denied;
import io.certyn.runner.executor.Executor;
import io.certyn.runner.work.LeaseKey;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AgentsTest {

    private static final int WANTED = 6;
    private static final int AT_ONCE = 2;

    @TempDir Path runtime;

    @Test
    void noMoreStartAheadAtOnceThanMay() throws Exception {
        var executor = new StillbornAgents();
        try (var agents = new Agents(executor, runtime, "agent:1", () -> WANTED, AT_ONCE)) {
            agents.refill();
            agents.refill();

            for (int i = 0; i < WANTED; i++) {
                executor.started.take().end();
                int gone = i + 1;
                await().until(() -> executor.removed.get() == gone);
                // When a failed start stops counting nobody announces: asked until another comes.
                await().until(() -> {
                    agents.refill();
                    return !executor.started.isEmpty();
                });
            }

            assertThat(executor.most.get()).isEqualTo(AT_ONCE);
        } finally {
            // None may still use the directory when it is deleted.
            await().until(() -> {
                executor.started.forEach(StillbornAgents.Stillborn::end);
                return executor.alive.get() == 0;
            });
        }
    }

    /** Agents that never say hello; each ends when it is told to. */
    private static final class StillbornAgents implements Executor {

        private final LinkedBlockingQueue<Stillborn> started = new LinkedBlockingQueue<>();
        private final AtomicInteger alive = new AtomicInteger();
        private final AtomicInteger most = new AtomicInteger();
        private final AtomicInteger removed = new AtomicInteger();

        @Override
        public String kind() {
            return "stillborn";
        }

        @Override
        public Optional<String> engine() {
            return Optional.empty();
        }

        @Override
        public void prepare(String image) {}

        @Override
        public List<Leftover> removeLeftovers() {
            return List.of();
        }

        @Override
        public RunningAgent start(Order order, Path linkDirectory, Path log) {
            most.accumulateAndGet(alive.incrementAndGet(), Math::max);
            var agent = new Stillborn(order.name());
            started.add(agent);
            return agent;
        }

        @Override
        public void close() {}

        private final class Stillborn implements RunningAgent {

            private final String name;
            private final CountDownLatch end = new CountDownLatch(1);

            private Stillborn(String name) {
                this.name = name;
            }

            private void end() {
                end.countDown();
            }

            @Override
            public String name() {
                return name;
            }

            @Override
            public Optional<String> image() {
                return Optional.empty();
            }

            @Override
            public void bind(LeaseKey lease, Collection<String> origins, BooleanSupplier mayAct) {
                throw new IllegalStateException("never ready");
            }

            @Override
            public boolean isAlive() {
                return end.getCount() > 0;
            }

            @Override
            public Exit awaitExit() throws InterruptedException {
                end.await();
                return Exit.of(1);
            }

            @Override
            public void remove() {
                alive.decrementAndGet();
                removed.incrementAndGet();
            }

            @Override
            public List<Denied> denied() {
                return List.of();
            }
        }
    }
}
