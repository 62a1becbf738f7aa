package io.certyn.runner.executor.process;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/**
 * All processes that live in one agent's directory. A browser leaves its parent's process group and
 * loses its parent when that dies; its environment still names the directory.
 */
final class ProcessTree {

    private static final System.Logger LOG = System.getLogger(ProcessTree.class.getName());
    private static final int ROUNDS = 20;
    private static final long PAUSE_MS = 25;

    private final String directory;

    ProcessTree(Path directory) {
        this.directory = directory.toAbsolutePath().toString();
    }

    /** Kills until none is left; a fork between two looks is found by the next. */
    void kill() throws InterruptedException {
        for (int round = 0; round < ROUNDS; round++) {
            var members = members();
            if (members.isEmpty()) {
                return;
            }
            members.forEach(ProcessHandle::destroyForcibly);
            TimeUnit.MILLISECONDS.sleep(PAUSE_MS);
        }
        LOG.log(System.Logger.Level.WARNING, "agent processes left directory={0}", directory);
    }

    Set<ProcessHandle> members() {
        var found = new LinkedHashSet<ProcessHandle>();
        long own = ProcessHandle.current().pid();
        try (DirectoryStream<Path> processes =
                Files.newDirectoryStream(Path.of("/proc"), "[0-9]*")) {
            for (var process : processes) {
                long pid = Long.parseLong(process.getFileName().toString());
                if (pid != own && livesHere(process)) {
                    ProcessHandle.of(pid).ifPresent(found::add);
                }
            }
        } catch (IOException e) {
            LOG.log(System.Logger.Level.WARNING, "processes not readable", e);
        }
        return found;
    }

    private boolean livesHere(Path process) {
        try {
            var environment =
                    new String(
                            Files.readAllBytes(process.resolve("environ")), StandardCharsets.UTF_8);
            for (var entry : environment.split("\0", -1)) {
                int equals = entry.indexOf('=');
                var value = entry.substring(equals + 1);
                if (value.equals(directory) || value.startsWith(directory + "/")) {
                    return true;
                }
            }
            return false;
        } catch (IOException _) {
            // Gone meanwhile, or of another user: not ours in either case.
            return false;
        }
    }
}
