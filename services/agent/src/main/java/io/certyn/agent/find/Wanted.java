package io.certyn.agent.find;

import io.certyn.protocol.step.Role;
import io.certyn.protocol.step.Target;
import java.util.List;
import java.util.Optional;

/** A target whose variables are filled in. */
public record Wanted(
        String name,
        Optional<Role> role,
        Optional<Target.Position> position,
        boolean exactly,
        Optional<Beside> beside,
        List<Scope> scopes) {

    public Wanted {
        scopes = List.copyOf(scopes);
    }

    /** What bears just this name. */
    public static Wanted exactly(String name, Optional<Role> role) {
        return new Wanted(name, role, Optional.empty(), true, Optional.empty(), List.of());
    }

    /** Another element, by which this one is told from others of its name. */
    public record Beside(Target.Side side, String name, Optional<Role> role) {

        /** The other element as a target of its own. */
        Wanted other() {
            return new Wanted(name, role, Optional.empty(), false, Optional.empty(), List.of());
        }
    }

    /** A section the element lies in. */
    public record Scope(String name, Optional<Role> role) {}

    /** How a person would say it, for messages. */
    public String shown() {
        var text = new StringBuilder(quoted(name, role));
        beside.ifPresent(other ->
                text.append(' ')
                        .append(other.side().words())
                        .append(' ')
                        .append(quoted(other.name(), other.role())));
        scopes.forEach(scope -> text.append(" in ").append(quoted(scope.name(), scope.role())));
        return text.toString();
    }

    private static String quoted(String name, Optional<Role> role) {
        return "\"" + name + "\"" + role.map(known -> " " + known.word()).orElse("");
    }
}
