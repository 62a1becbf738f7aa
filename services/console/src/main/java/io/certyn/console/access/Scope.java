package io.certyn.console.access;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** One right, under the name that API keys and caller tokens carry. */
public enum Scope {
    RUNS_READ("runs:read"),
    RUNS_CREATE("runs:create"),
    RUNS_CANCEL("runs:cancel"),
    ARTIFACTS_READ("artifacts:read"),
    CASES_WRITE("cases:write"),
    ENVIRONMENTS_WRITE("environments:write"),
    RUNNERS_MANAGE("runners:manage"),
    ADMIN("admin");

    private final String wire;

    Scope(String wire) {
        this.wire = wire;
    }

    public String wire() {
        return wire;
    }

    public static Optional<Scope> of(String wire) {
        return Arrays.stream(values()).filter(scope -> scope.wire.equals(wire)).findFirst();
    }

    /** The names of these scopes, sorted, so that equal sets look equal. */
    public static List<String> wires(Set<Scope> scopes) {
        return scopes.stream().map(Scope::wire).sorted().collect(Collectors.toUnmodifiableList());
    }
}
