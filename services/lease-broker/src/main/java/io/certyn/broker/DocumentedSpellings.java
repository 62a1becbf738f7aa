package io.certyn.broker;

import io.smallrye.config.ConfigSourceInterceptor;
import io.smallrye.config.ConfigSourceInterceptorContext;
import io.smallrye.config.ConfigValue;
import io.smallrye.config.Priorities;
import jakarta.annotation.Priority;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Finds our keys under the names that the product's documentation gives them: {@code
 * Features:SelfHostedRunnersEnabled} and, where a colon cannot be written, {@code
 * Features__SelfHostedRunnersEnabled}. Whichever comes from the stronger source counts; in the same
 * source, our own key does.
 */
@Priority(Priorities.LIBRARY + 300)
public final class DocumentedSpellings implements ConfigSourceInterceptor {

    private static final long serialVersionUID = 1L;

    private static final Map<String, String> SPELLINGS =
            Map.of(
                    "certyn.self-hosted.runners-enabled", "Features:SelfHostedRunnersEnabled",
                    "certyn.self-hosted.relay-enabled", "Features:SelfHostedRelayEnabled",
                    "certyn.self-hosted.enabled-tenants", "SelfHosted:EnabledTenants",
                    "certyn.self-hosted.relay-enabled-tenants", "SelfHosted:RelayEnabledTenants",
                    "certyn.lease.agent-image", "Docker:DefaultImage");

    @Override
    public @Nullable ConfigValue getValue(ConfigSourceInterceptorContext context, String name) {
        var spelling = SPELLINGS.get(name);
        if (spelling == null) {
            return context.proceed(name);
        }
        ConfigValue strongest = null;
        for (var one : List.of(name, spelling, spelling.replace(":", "__"))) {
            strongest = stronger(strongest, context.proceed(one));
        }
        return strongest;
    }

    private static @Nullable ConfigValue stronger(
            @Nullable ConfigValue first, @Nullable ConfigValue second) {
        if (first == null || second == null) {
            return first == null ? second : first;
        }
        return second.getConfigSourceOrdinal() > first.getConfigSourceOrdinal() ? second : first;
    }
}
