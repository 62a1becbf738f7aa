package io.certyn.runner.session;

import io.certyn.runner.control.ControlPlane;
import io.certyn.runner.register.AccessTokens;
import io.certyn.runner.time.Ticker;
import io.certyn.runner.tunnel.Tunnels;
import io.certyn.runner.work.LeaseKey;
import io.certyn.runner.work.Reports;
import io.certyn.runner.work.Slots;
import java.nio.file.Path;
import java.time.Duration;
import java.util.function.Function;

/** What every session of this runner works with. */
record SessionWorkshop(
        Agents agents,
        Reports reports,
        Slots slots,
        Ticker ticker,
        Tunnels tunnels,
        Path spools,
        ControlAccess control) {

    /** The ways to the control plane: with this runner's token, and with none. */
    record ControlAccess(AccessTokens tokens, ControlPlane plain) {}

    EvidenceUploads uploads(LeaseKey key, Function<String, Path> where) {
        return new EvidenceUploads(key, control.tokens(), control.plain(), where);
    }

    /** How long the session's agent may still act. */
    Duration remaining(LeaseKey key) {
        return slots.remaining(key, ticker.nanos());
    }
}
