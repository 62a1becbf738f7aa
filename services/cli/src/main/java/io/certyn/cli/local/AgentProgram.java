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
        var recorded = starts.options(NAME, checkout.agent());
        return new AgentProgram(checkout.agent(), Jvm.options("160m", recorded))
                .with("-Dplaywright.cli.dir=" + checkout.driver());
    }

    AgentProgram with(String option) {
        var more = new ArrayList<>(options);
        more.add(option);
        return new AgentProgram(jar, List.copyOf(more));
    }
}
