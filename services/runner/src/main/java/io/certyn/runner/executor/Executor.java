package io.certyn.runner.executor;

import io.certyn.runner.egress.Denied;
import io.certyn.runner.work.LeaseKey;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/** Starts agents and takes them away again. Safe for several threads. */
public interface Executor extends AutoCloseable {

    /** As registered: {@code docker} or {@code process}. */
    String kind();

    /** What tells the engine that runs agents from all others; empty where none does. */
    Optional<String> engine() throws IOException;

    /** Sees to it that agents of this image can be started soon; may take minutes. */
    void prepare(String image) throws IOException;

    /**
     * Removes what an older process of this runner left, however it ended, and says what it was.
     * Called once, before the first start.
     */
    List<Leftover> removeLeftovers() throws IOException;

    /**
     * Starts an agent that may reach nothing yet. A second start of the same fails.
     *
     * @param linkDirectory holds {@code link.sock}, on which somebody already listens
     * @param log where what the agent prints goes
     */
    RunningAgent start(Order order, Path linkDirectory, Path log) throws IOException;

    @Override
    void close() throws IOException;

    /**
     * An agent that is wanted.
     *
     * @param image what it is made of, as the control plane names it; of no matter where agents are
     *     not containers
     * @param name of no other agent of this runner
     * @param purpose empty for one that waits for a session; not every executor can tie such an
     *     agent to one later
     */
    record Order(String image, String name, Optional<Purpose> purpose) {}

    /**
     * What an agent is for.
     *
     * @param limit how long the session may last
     */
    record Purpose(LeaseKey lease, Duration limit) {}

    /**
     * How an agent ended.
     *
     * @param status of its process; -1 where nobody knows it
     * @param why what is known beyond that
     */
    record Exit(int status, Optional<String> why) {

        public static Exit of(int status) {
            return new Exit(status, Optional.empty());
        }

        public String inWords() {
            return why.map(reason -> "the agent ended: " + reason)
                    .orElse("the agent ended with status " + status);
        }
    }

    /** Something of ours that was still there. */
    record Leftover(String name, Optional<LeaseKey> lease) {}

    /** One agent, used for one session at most. */
    interface RunningAgent {

        String name();

        /** What exactly it was made of, {@code name@digest}; empty where agents have no image. */
        Optional<String> image();

        /**
         * Ties the agent to its session, durably, and opens the way to these origins. An agent that
         * was started for a session is tied to no other.
         *
         * @param mayAct whether the agent's time is not over; a proxy that may have stood still
         *     with this process asks before it lets a request through
         */
        void bind(LeaseKey lease, Collection<String> origins, BooleanSupplier mayAct)
                throws IOException;

        boolean isAlive();

        /** Waits for its end. */
        Exit awaitExit() throws InterruptedException;

        /**
         * Ends the agent with everything it started, network first, and removes what it left. May
         * be repeated.
         */
        void remove();

        /** What its way out refused it; complete once it is removed, and empty before. */
        List<Denied> denied();
    }
}
