package io.certyn.orchestrator;

import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.concurrent.atomic.AtomicReference;

/** The service's clock, which a test can put forward. */
@Singleton
public class TestTime {

    private static final Clock REAL = Clock.tickMillis(ZoneOffset.UTC);

    private final AtomicReference<Duration> ahead = new AtomicReference<>(Duration.ZERO);

    @Produces
    @Singleton
    InstantSource clock() {
        return () -> REAL.instant().plus(ahead.get());
    }

    public void putForward(Duration time) {
        ahead.updateAndGet(already -> already.plus(time));
    }
}
