package io.certyn.agent.session;

import io.certyn.agent.find.Wanted;
import io.certyn.protocol.Assignment;
import io.certyn.protocol.step.Target;
import io.certyn.protocol.step.Text;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Pattern;

/** The values a case may use, the same from its first line to its last. */
final class Variables {

    private final Map<String, String> values;

    private Variables(Map<String, String> values) {
        this.values = values;
    }

    /**
     * @param unique makes this case's {@code random.email} its own
     */
    static Variables of(Assignment.Environment environment, String unique) {
        var values = new HashMap<>(environment.variables());
        values.put("env.url", withoutSlash(environment.baseUrl()));
        values.put("random.email", "certyn-" + unique + "@example.test");
        return new Variables(values);
    }

    static String withoutSlash(String url) {
        return url.endsWith("/") ? url.substring(0, url.length() - 1) : url;
    }

    String value(Text text) throws MissingVariable {
        return switch (text.resolve(values)) {
            case Text.Resolved.Value(var value) -> value;
            case Text.Resolved.Missing(var name) -> throw new MissingVariable(name);
        };
    }

    /** A regular expression; the values in it stand for themselves. */
    String pattern(Text text) throws MissingVariable {
        return switch (text.resolve(values, Pattern::quote)) {
            case Text.Resolved.Value(var value) -> value;
            case Text.Resolved.Missing(var name) -> throw new MissingVariable(name);
        };
    }

    Wanted wanted(Target target) throws MissingVariable {
        var scopes = new ArrayList<Wanted.Scope>();
        for (var scope : target.scopes()) {
            scopes.add(new Wanted.Scope(value(scope.name()), scope.role()));
        }
        return new Wanted(
                value(target.name()), target.role(), target.position(), target.exactly(), scopes);
    }
}
