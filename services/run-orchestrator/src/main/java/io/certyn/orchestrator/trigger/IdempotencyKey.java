package io.certyn.orchestrator.trigger;

import io.certyn.ids.TenantId;
import java.time.Duration;
import java.util.regex.Pattern;

/**
 * A caller's name for one request, so that repeating it does nothing twice.
 *
 * @param route method and path; the same key elsewhere is another one
 * @param requestSha256 hash of what was asked; the key must not be used for anything else
 */
public record IdempotencyKey(TenantId tenant, String route, String key, String requestSha256) {

    public static final Duration LIFE = Duration.ofHours(24);

    private static final Pattern FORM = Pattern.compile("[!-~]{1,200}");

    public static boolean isUsable(String key) {
        return FORM.matcher(key).matches();
    }
}
