package io.certyn.artifact.blob;

import io.certyn.ids.SessionId;
import io.certyn.ids.TenantId;
import java.util.UUID;

/**
 * Where objects lie in any store: {@code t/<tenant>/s/<session>/e<epoch>/<uuid>} while incoming,
 * {@code t/<tenant>/sha256/<first two digits>/<hash>} once promoted.
 */
public final class Layout {

    private Layout() {}

    /** A new place on each call. */
    public static String incoming(TenantId tenant, SessionId session, long epoch) {
        return "t/" + tenant + "/s/" + session + "/e" + epoch + "/" + UUID.randomUUID();
    }

    public static String content(TenantId tenant, String sha256) {
        return "t/" + tenant + "/sha256/" + sha256.substring(0, 2) + "/" + sha256;
    }
}
