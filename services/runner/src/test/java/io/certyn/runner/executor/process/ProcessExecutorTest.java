package io.certyn.runner.executor.process;

import io.certyn.runner.TestAgent;
import io.certyn.runner.egress.EgressProxy;
import io.certyn.runner.executor.AheadContract;
import io.certyn.runner.executor.Executor;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;

class ProcessExecutorTest extends AheadContract {

    @Override
    protected Executor open() throws IOException {
        var java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        return ProcessExecutor.open(
                new ProcessExecutor.Programs(
                        List.of(
                                java,
                                "-XX:TieredStopAtLevel=1",
                                "-cp",
                                System.getProperty("java.class.path"),
                                TestAgent.class.getName()),
                        Path.of("/bin/true"),
                        Path.of("/bin/true"),
                        false,
                        false),
                directory.resolve("agents"),
                new EgressProxy.Surroundings(Optional.empty(), Set.of(), _ -> false));
    }

    @Override
    protected String print() {
        return "test agent started";
    }
}
