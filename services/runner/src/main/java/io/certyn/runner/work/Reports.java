package io.certyn.runner.work;

import io.certyn.protocol.Sync;
import java.util.Map;
import java.util.Optional;

/** How a session tells the control plane about itself. None of these waits for the network. */
public interface Reports {

    void phase(LeaseKey key, Phase phase);

    /**
     * The agent has its assignment.
     *
     * @param image what exactly the agent is made of, where it has an image
     */
    void running(LeaseKey key, Optional<String> image);

    /** Something to relay; numbered here, and sent until acknowledged. */
    void event(LeaseKey key, String type, Map<String, Object> data);

    /** The agent is gone and its slot free. */
    void agentGone(LeaseKey key);

    /** A completion that is already stored durably; sent until acknowledged. */
    void complete(LeaseKey key, Sync.Completion completion);
}
