package io.certyn.runner.executor.kubernetes;

import io.fabric8.kubernetes.api.model.Toleration;
import io.fabric8.kubernetes.api.model.TolerationBuilder;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What an operator may choose about an agent's pod.
 *
 * @param seccomp a profile installed on the nodes, by its path below the kubelet's; empty for the
 *     container runtime's own, under which Chromium's sandbox mostly cannot start
 * @param nodeSelector labels of the nodes that agents may run on
 */
public record PodShape(
        ImageSource images,
        Resources resources,
        Optional<String> seccomp,
        Map<String, String> nodeSelector,
        List<Toleration> tolerations) {

    private static final Pattern TOLERATION =
            Pattern.compile("([^=:]+)(?:=([^=:]*))?(?::(NoSchedule|PreferNoSchedule|NoExecute))?");

    public PodShape {
        nodeSelector = Map.copyOf(nodeSelector);
        tolerations = List.copyOf(tolerations);
    }

    /**
     * How nodes get the agent's image.
     *
     * @param secret of the registry, in the agents' namespace
     */
    public record ImageSource(String pullPolicy, Optional<String> secret) {}

    /**
     * What one agent is given, which is all it may use; in the cluster's words.
     *
     * @param gpus of NVIDIA
     */
    public record Resources(String cpu, String memory, int gpus) {}

    /**
     * Reads {@code key=value:Effect}; without a value any will do, without an effect every.
     *
     * @throws IllegalArgumentException if it is none
     */
    public static Toleration toleration(String text) {
        Matcher parts = TOLERATION.matcher(text);
        if (!parts.matches()) {
            throw new IllegalArgumentException("not key=value:Effect: " + text);
        }
        var value = parts.group(2);
        return new TolerationBuilder()
                .withKey(parts.group(1))
                .withOperator(value == null ? "Exists" : "Equal")
                .withValue(value)
                .withEffect(parts.group(3))
                .build();
    }
}
