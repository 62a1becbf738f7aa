package io.certyn.console.access.api;

import io.certyn.console.access.Principal;
import io.certyn.console.access.Scope;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What a caller learns about itself. */
public record MeView(
        String kind,
        String id,
        String name,
        String tenant,
        @Nullable String role,
        List<String> scopes) {

    static MeView of(Principal who) {
        var tenant = who.tenant().toString();
        var scopes = Scope.wires(who.scopes());
        return switch (who) {
            case Principal.Machine machine ->
                    new MeView(
                            "key", machine.key().toString(), machine.name(), tenant, null, scopes);
            case Principal.Person person ->
                    new MeView(
                            "account",
                            person.account().toString(),
                            person.name(),
                            tenant,
                            person.role().name().toLowerCase(Locale.ROOT),
                            scopes);
        };
    }
}
