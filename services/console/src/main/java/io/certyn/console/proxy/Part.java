package io.certyn.console.proxy;

/** A service behind the front door. */
public enum Part {
    RUN_ORCHESTRATOR("run-orchestrator"),
    LEASE_BROKER("lease-broker"),
    RELAY("relay"),
    ARTIFACT("artifact");

    private final String wire;

    Part(String wire) {
        this.wire = wire;
    }

    /** Its name, which is also the audience of tokens for it. */
    public String wire() {
        return wire;
    }
}
