package io.certyn.runner;

import io.certyn.runner.executor.kubernetes.KubernetesExecutor.Doors;
import io.certyn.runner.executor.kubernetes.Placement;
import io.certyn.runner.executor.kubernetes.PodShape;
import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.api.model.Toleration;
import java.util.List;
import java.util.Optional;

/** What the settings say about agents that are pods. */
record PodSettings(String namespace, Optional<Placement.Owner> owner, Doors doors, PodShape shape) {

    private static final String KEYS = "certyn.runner.kubernetes.";
    private static final int LINK_PORT = 7443;
    private static final int EGRESS_PORT = 3128;
    private static final int MOST_PORT = 65_535;
    private static final int MOST_GPUS = 16;

    /** Where the nodes are to hold the profile of deploy/images/agent. */
    private static final String SECCOMP = "certyn/agent.json";

    private static final String RUNTIMES_OWN = "RuntimeDefault";

    static PodSettings of(Lookup lookup) {
        return new PodSettings(
                required(lookup, "namespace"),
                owner(lookup),
                new Doors(
                        required(lookup, "address"),
                        lookup.number(KEYS + "link-port", LINK_PORT, 0, MOST_PORT),
                        lookup.number(KEYS + "egress-port", EGRESS_PORT, 0, MOST_PORT)),
                new PodShape(
                        new PodShape.ImageSource(
                                pullPolicy(lookup), lookup.key(KEYS + "image-pull-secret")),
                        new PodShape.Resources(
                                quantity(lookup, "cpu", "2"),
                                quantity(lookup, "memory", "2Gi"),
                                lookup.number(KEYS + "gpus", 0, 0, MOST_GPUS)),
                        Optional.of(lookup.key(KEYS + "seccomp-profile").orElse(SECCOMP))
                                .filter(profile -> !profile.equals(RUNTIMES_OWN)),
                        lookup.pairs(KEYS + "node-selector"),
                        tolerations(lookup)));
    }

    private static String required(Lookup lookup, String name) {
        return lookup.key(KEYS + name)
                .orElseThrow(() -> new SettingsRefused(KEYS + name + " is missing."));
    }

    private static Optional<Placement.Owner> owner(Lookup lookup) {
        var name = lookup.key(KEYS + "owner-name");
        var uid = lookup.key(KEYS + "owner-uid");
        if (name.isPresent() != uid.isPresent()) {
            throw new SettingsRefused(KEYS + "owner-name and " + KEYS + "owner-uid go together.");
        }
        return name.map(known -> new Placement.Owner(known, uid.orElseThrow()));
    }

    private static String pullPolicy(Lookup lookup) {
        var policy = lookup.key(KEYS + "image-pull-policy").orElse("IfNotPresent");
        if (!List.of("Always", "IfNotPresent", "Never").contains(policy)) {
            throw new SettingsRefused(
                    KEYS + "image-pull-policy must be one of Always, IfNotPresent, Never.");
        }
        return policy;
    }

    private static String quantity(Lookup lookup, String name, String otherwise) {
        var text = lookup.key(KEYS + name).orElse(otherwise);
        try {
            if (new Quantity(text).getNumericalAmount().signum() > 0) {
                return text;
            }
        } catch (IllegalArgumentException _) {
            // Answered below, as one of nothing is.
        }
        throw new SettingsRefused(KEYS + name + " must be a quantity such as 2, 500m or 2Gi.");
    }

    private static List<Toleration> tolerations(Lookup lookup) {
        var key = KEYS + "tolerations";
        try {
            return lookup.list(key).stream().map(PodShape::toleration).toList();
        } catch (IllegalArgumentException e) {
            var refused =
                    new SettingsRefused(key + " must be key=value:Effect, separated by commas.");
            refused.addSuppressed(e);
            throw refused;
        }
    }
}
