package io.certyn.broker.lease;

import io.certyn.ids.RunnerId;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What happened to a session. */
public sealed interface LeaseEvent {

    Spec spec();

    long epoch();

    /** A runner holds it under a new epoch. */
    record Leased(Spec spec, long epoch, int attempt, RunnerId runner) implements LeaseEvent {}

    record Starting(Spec spec, long epoch, RunnerId runner, @Nullable String image)
            implements LeaseEvent {}

    record Running(Spec spec, long epoch, RunnerId runner, @Nullable String image)
            implements LeaseEvent {}

    /** Its holder must end it; told by a command and by every verdict from now on. */
    record StopOrdered(Spec spec, long epoch, RunnerId runner, StopReason why)
            implements LeaseEvent {}

    /** The lease of this epoch ended without a result and the session waits again. */
    record Requeued(Spec spec, long epoch, int attempt, String reason) implements LeaseEvent {}

    record Finished(Spec spec, long epoch, int attempts, @Nullable RunnerId runner, Ending ending)
            implements LeaseEvent {}

    /** The holder tells of something within the session, such as a finished step. */
    record Happened(Spec spec, long epoch, long number, String type, Map<String, Object> data)
            implements LeaseEvent {}
}
