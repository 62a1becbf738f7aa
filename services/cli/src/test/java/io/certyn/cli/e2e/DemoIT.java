package io.certyn.cli.e2e;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** The first thing a newcomer does, and what is left of it at the next start. */
@ExtendWith(SharedStack.class)
class DemoIT {

    /** What it did is asserted where the shared stack starts. */
    @Test
    void theSmokeSuitePassesInProcesses(SharedStack.AfterDemo shared) throws Exception {
        Demo.isProven(shared.stack(), shared.demo());
        SharedNothing.check(shared.stack(), "process");
    }

    /** Skipped where no engine answers; in CI there must be one. */
    @Test
    void theSmokeSuitePassesInContainers(@TempDir Path data) throws Exception {
        Docker.isNeeded();

        var demo = Demo.once("docker", data);

        var stack = Stack.up(data, "docker");
        try {
            Demo.isProven(stack, demo);
            EvidenceChecks.everySessionIsProven(
                    stack, SharedNothing.check(stack, "docker"), SharedNothing.CASES);
        } finally {
            stack.down();
        }
    }
}
