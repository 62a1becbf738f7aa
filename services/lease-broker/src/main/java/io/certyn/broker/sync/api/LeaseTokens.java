package io.certyn.broker.sync.api;

import io.certyn.broker.lease.Lease;
import io.certyn.protocol.Uploads;
import io.certyn.security.TokenSigner;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

/** Signed words about a live lease. The epoch within, not their end, is what protects. */
@ApplicationScoped
class LeaseTokens {

    private static final Duration LIFE = Duration.ofMinutes(5);

    private final TokenSigner signer;
    private final Clock clock;

    LeaseTokens(TokenSigner signer, Clock clock) {
        this.signer = signer;
        this.clock = clock;
    }

    /** Proves the lease to the control plane. */
    String lease(Lease.Held held) {
        var by = held.hold().by();
        var claims = new HashMap<String, Object>(about(held));
        claims.put("runner", by.runner().toString());
        return sign("lease", held, claims);
    }

    /** Allows one file of exactly these bytes. */
    String upload(Lease.Held held, Uploads.File file) {
        var claims = new HashMap<String, Object>(about(held));
        claims.put("name", file.name());
        claims.put("kind", file.kind());
        claims.put("bytes", file.bytes());
        claims.put("sha256", file.sha256());
        claims.put("contentType", file.contentType());
        if (file.caseKey() != null) {
            claims.put("caseKey", file.caseKey());
        }
        if (file.step() != null) {
            claims.put("step", file.step());
        }
        return sign("artifact-upload", held, claims);
    }

    private static Map<String, Object> about(Lease.Held held) {
        return Map.of(
                "tenant", held.spec().tenant().toString(),
                "run", held.spec().run().toString(),
                "epoch", held.epoch());
    }

    private String sign(String audience, Lease.Held held, Map<String, Object> claims) {
        return signer.sign(audience, held.session().toString(), claims, LIFE, clock.instant());
    }
}
