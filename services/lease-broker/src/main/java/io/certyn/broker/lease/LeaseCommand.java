package io.certyn.broker.lease;

import org.jspecify.annotations.Nullable;

/** What can be asked of a session. */
public sealed interface LeaseCommand {

    /** A runner takes an offered session. */
    record Claim(Claimant by, long expectedEpoch, String offer) implements LeaseCommand {}

    /** The holder says how far it is; that renews the lease. */
    record Progress(Holder by, long epoch, Stage stage, @Nullable String image)
            implements LeaseCommand {}

    /** A new instance of the holder goes on with what the older one left. */
    record Adopt(Holder by, long epoch) implements LeaseCommand {}

    /** The holder gives back what it claimed but did not start. */
    record Release(Holder by, String offer) implements LeaseCommand {}

    /**
     * The holder reports the end.
     *
     * @param known hash of the report that was accepted under this very epoch, null if none was
     */
    record Complete(Holder by, long epoch, Report report, @Nullable String known)
            implements LeaseCommand {}

    /** A new instance on the same host proves that the older one's container is gone. */
    record Lose(Holder by, long epoch) implements LeaseCommand {}

    /** It can never be run: what it asks for is not there. */
    record Refuse(String reason) implements LeaseCommand {}

    /** Nobody wants the session any more. */
    record Cancel() implements LeaseCommand {}

    /** Its runner should have been free by now. */
    record Drain() implements LeaseCommand {}

    /** Time has passed; perhaps too much. */
    record Expire() implements LeaseCommand {}
}
