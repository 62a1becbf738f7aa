package io.certyn.benchmarks;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Where sessions can run on this machine. */
final class Executors {

    private static final String PROCESS = "process";
    private static final String DOCKER = "docker";

    static final List<String> KNOWN = List.of(PROCESS, DOCKER);

    private Executors() {}

    /** Both, or the one without containers where no engine has the images; then it says so. */
    static List<String> here() throws InterruptedException {
        if (hasImages()) {
            return KNOWN;
        }
        System.err.println(
                "Only with processes: no Docker engine has the images, which"
                        + " ./certyn images agent runner builds.");
        return List.of(PROCESS);
    }

    private static boolean hasImages() throws InterruptedException {
        var command = new ArrayList<>(List.of("docker", "image", "inspect"));
        command.addAll(List.of("certyn/agent:local", "certyn/runner:local"));
        try {
            return new ProcessBuilder(command)
                            .redirectErrorStream(true)
                            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                            .start()
                            .waitFor()
                    == 0;
        } catch (IOException e) {
            // No docker program here.
            return false;
        }
    }
}
