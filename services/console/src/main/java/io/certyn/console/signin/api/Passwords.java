package io.certyn.console.signin.api;

import com.password4j.Argon2Function;
import com.password4j.Password;
import com.password4j.types.Argon2;
import io.certyn.problem.Problem;
import io.certyn.problem.ProblemException;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * Hashes and checks passwords with Argon2id. Each check costs 19 MiB and tens of milliseconds on
 * purpose, so two run at a time on threads of their own and few wait.
 */
@ApplicationScoped
public class Passwords {

    private static final int AT_ONCE = 2;
    private static final int WAITING = 32;

    /** The parameters that OWASP names first: 19 MiB, two passes, one lane. */
    private static final Argon2Function ARGON2 =
            Argon2Function.getInstance(19_456, 2, 1, 32, Argon2.ID);

    /** Compared with when the name is unknown, so that the answer takes as long. */
    private final String nobody = hashNow("nobody has this password");

    private final ExecutorService workers =
            new ThreadPoolExecutor(
                    AT_ONCE,
                    AT_ONCE,
                    0,
                    TimeUnit.SECONDS,
                    new ArrayBlockingQueue<>(WAITING),
                    Thread.ofPlatform().daemon().name("password-", 0).factory());

    public Uni<String> hash(String password) {
        return onWorker(() -> hashNow(password));
    }

    /** False for an unknown account as for a wrong password, after the same work. */
    public Uni<Boolean> matches(String password, Optional<String> hash) {
        return onWorker(() ->
                Password.check(password, hash.orElse(nobody)).with(ARGON2) && hash.isPresent());
    }

    @PreDestroy
    void stop() {
        workers.shutdownNow();
    }

    private static String hashNow(String password) {
        return Password.hash(password).addRandomSalt(16).with(ARGON2).getResult();
    }

    /** The result arrives on the context of the caller, where the database may be used again. */
    private <T> Uni<T> onWorker(Supplier<T> work) {
        var context = Objects.requireNonNull(Vertx.currentContext(), "not on a context");
        Executor back = task -> context.runOnContext(_ -> task.run());
        return Uni.createFrom()
                .item(work)
                .runSubscriptionOn(workers)
                .emitOn(back)
                .onFailure(RejectedExecutionException.class)
                .transform(_ -> new ProblemException(Problem.unavailable()));
    }
}
