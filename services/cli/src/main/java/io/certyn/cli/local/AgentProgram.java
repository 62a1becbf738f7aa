package io.certyn.cli.local;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * The agent as it is started on this machine.
 *
 * @param options of its JVM
 */
record AgentProgram(Path jar, List<String> options) {

    private static final String NAME = "agent";

    static AgentProgram of(Checkout checkout, RecordedStarts starts) {
        var more = new ArrayList<>(starts.options(NAME, checkout.agent()));
        more.add("-Dplaywright.cli.dir=" + checkout.driver());
        return new AgentProgram(checkout.agent(), Jvm.options("160m", more));
    }
}
