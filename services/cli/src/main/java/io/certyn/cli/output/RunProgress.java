package io.certyn.cli.output;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.PrintStream;
import java.util.HashSet;
import java.util.Set;

/** Says on standard error what became of each case, once, while a run goes on. */
public final class RunProgress {

    private final PrintStream err;
    private final Set<String> told = new HashSet<>();

    public RunProgress(PrintStream err) {
        this.err = err;
    }

    public void show(JsonNode run) {
        for (var one : run.path("cases")) {
            var key = one.path("key").asText();
            var lifecycle = one.path("lifecycle").asText();
            if (one.hasNonNull("outcome")) {
                tell(key + " " + one.path("outcome").asText() + reason(one));
            } else if (lifecycle.equals("running")) {
                tell(key + " running");
            }
        }
    }

    private void tell(String line) {
        if (told.add(line)) {
            err.println("  " + line);
        }
    }

    private static String reason(JsonNode one) {
        return one.hasNonNull("reason") ? " (" + one.path("reason").asText() + ")" : "";
    }
}
