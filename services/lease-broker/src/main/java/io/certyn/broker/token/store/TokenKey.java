package io.certyn.broker.token.store;

import io.certyn.security.OpaqueToken;
import io.certyn.security.SigningKeys;
import io.certyn.security.rest.SecurityConfig;
import jakarta.enterprise.context.ApplicationScoped;

/**
 * Turns registration tokens into what is stored of them. The key is derived from the service's
 * signing key, so that a stolen table cannot be searched for tokens.
 */
@ApplicationScoped
public class TokenKey {

    public static final String PREFIX = "certyn_reg";

    private static final String PURPOSE = "certyn registration tokens 1";

    private final byte[] key;

    TokenKey(SecurityConfig config) {
        var file =
                config.signingKeyFile()
                        .orElseThrow(() ->
                                new IllegalStateException(
                                        "certyn.security.signing-key-file is not set, but"
                                                + " registration tokens are keyed by it"));
        this.key = OpaqueToken.hmac(SigningKeys.readPrivate(file).getEncoded(), PURPOSE);
    }

    public byte[] hmac(String token) {
        return OpaqueToken.hmac(key, token);
    }

    public boolean wellFormed(String token) {
        return OpaqueToken.wellFormed(PREFIX, token);
    }
}
