package io.certyn.runner.work;

import io.certyn.protocol.Sync;

/** Where sessions run. None of these waits for a session. */
public interface SessionHost {

    void start(LeaseKey key, Sync.ClaimResult claim);

    /** Ends a session in good order, with a reason such as {@code cancel} or {@code drain}. */
    void stop(LeaseKey key, String reason);

    /** Kills whatever runs under a lease that is lost, and forgets its evidence. */
    void drop(LeaseKey key, String reason);

    /** The control plane has the completion. */
    void completed(LeaseKey key);

    /** Starts to publish the live picture; false when the session does not run here. */
    boolean openStream(LeaseKey key, String relayPath, String publishToken);

    boolean closeStream(LeaseKey key);
}
