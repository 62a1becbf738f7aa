package io.certyn.broker.sync.api;

import io.certyn.broker.lease.Lease;
import io.certyn.protocol.Uploads;
import io.certyn.security.TokenSigner;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;

/** Signed leave to store evidence. The epoch within, not its end, is what protects. */
@ApplicationScoped
class UploadGrants {

    private static final Duration LIFE = Duration.ofMinutes(5);

    private final TokenSigner signer;
    private final Clock clock;

    UploadGrants(TokenSigner signer, Clock clock) {
        this.signer = signer;
        this.clock = clock;
    }

    /** Allows one file of exactly these bytes. */
    String grant(Lease.Held held, Uploads.File file) {
        var claims = new HashMap<String, Object>();
        claims.put("tenant", held.spec().tenant().toString());
        claims.put("run", held.spec().run().toString());
        claims.put("epoch", held.epoch());
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
        return signer.sign(
                "artifact-upload", held.session().toString(), claims, LIFE, clock.instant());
    }
}
