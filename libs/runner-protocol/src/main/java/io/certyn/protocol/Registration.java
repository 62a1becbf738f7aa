package io.certyn.protocol;

import java.util.Map;

/** How a runner becomes known: token to identity, instance to epoch, signature to access token. */
public final class Registration {

    private Registration() {}

    /**
     * {@code POST /runner/v1/register}.
     *
     * @param publicKey Ed25519 key of the runner, X.509 encoded, base64url without padding
     * @param executor {@code docker}, {@code process} or {@code kubernetes}
     */
    public record Request(
            String protocolVersion,
            String registrationToken,
            String poolId,
            String name,
            String publicKey,
            String hostId,
            int slots,
            Map<String, String> labels,
            String version,
            String executor) {}

    /**
     * Answer to a registration; a repeat with the same token and key gets the same runner.
     *
     * @param offers {@code sync} or {@code kafka}: where this pool's offers come from
     */
    public record Answer(
            String runnerId,
            String tenant,
            String poolId,
            String offers,
            Timing timing,
            String accessToken,
            long accessTokenExpiresInMs) {}

    /** {@code POST /runner/v1/instances}: a new process of a registered runner. */
    public record InstanceRequest(
            String instanceId,
            String hostId,
            String version,
            int slots,
            Map<String, String> labels) {}

    /**
     * The instance's epoch; every older instance gets 410 from now on.
     *
     * @param agentImage what sessions are run by unless their offers say otherwise
     */
    public record InstanceAnswer(
            long runnerEpoch, String offers, Timing timing, String agentImage) {}

    /**
     * {@code POST /runner/v1/token}.
     *
     * @param assertion JWT signed by the runner's key: issuer and subject the runner id, audience
     *     {@code lease-broker}, at most 60 s old
     */
    public record TokenRequest(String runnerId, String assertion) {}

    /**
     * {@code POST /runner/v1/keys}: another key of a registered runner. It takes the place of the
     * present one with its first signature; until then both are good, and whoever gets no answer
     * asks again. Answered 204.
     *
     * @param publicKey as in a registration
     * @param assertion as in a token request, by the present key, and with the claim {@code key}
     *     that repeats the new one
     * @param proof the same by the new key
     */
    public record KeyRequest(String runnerId, String publicKey, String assertion, String proof) {}

    /** A fresh access token. */
    public record TokenAnswer(String accessToken, long expiresInMs) {}

    /** Times a runner must keep, in milliseconds; fixed for a lease when it is claimed. */
    public record Timing(long heartbeatMs, long selfDeadlineMs, long killGraceMs, long ttlMs) {}
}
