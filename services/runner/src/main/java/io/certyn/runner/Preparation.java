package io.certyn.runner;

import io.certyn.protocol.Sync;
import io.certyn.runner.executor.Executor;
import io.certyn.runner.executor.Trees;
import io.certyn.runner.session.Sessions;
import io.certyn.runner.time.Ticker;
import io.certyn.runner.work.LeaseKey;
import io.certyn.runner.work.Slots;
import io.certyn.runner.work.Terms;
import io.certyn.runner.work.sync.Mailbox;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;

/** What is done before a runner takes sessions. */
record Preparation(Executor executor, Slots slots, Mailbox mailbox, Ticker ticker) {

    private static final System.Logger LOG = System.getLogger(Preparation.class.getName());

    /** The directory of sockets; whatever lies there is of a process that no longer listens. */
    static void runtime(Path directory) throws IOException {
        Files.createDirectories(directory);
        Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwx------"));
        List<Path> entries;
        try (var listed = Files.list(directory)) {
            entries = listed.toList();
        }
        for (var entry : entries) {
            Trees.delete(entry);
        }
    }

    /**
     * Kills what an older process left before anything is claimed. The first exchange then proves
     * by an empty inventory that nothing of it runs any more; results that were already kept speak
     * for their leases.
     */
    void clearUp(Map<LeaseKey, Sync.Completion> undelivered, Terms terms) throws IOException {
        for (var leftover : executor.removeLeftovers()) {
            LOG.log(
                    System.Logger.Level.WARNING,
                    "leftover agent removed name={0} lease={1}",
                    leftover.name(),
                    leftover.lease().map(Object::toString).orElse("none"));
        }
        undelivered.forEach((key, completion) -> {
            slots.adopt(key, terms, ticker.nanos());
            mailbox.complete(key, completion);
        });
        mailbox.report(List.of());
    }

    /**
     * Opens the slots once agents of this image can be started. It may have to be pulled first,
     * which takes longer than a session may take to start.
     */
    void image(String image, Sessions sessions) {
        try {
            executor.prepare(image);
        } catch (IOException e) {
            // Sessions are taken all the same and say why they do not start: they may name another.
            LOG.log(System.Logger.Level.ERROR, "agent image not ready error={0}", e.getMessage());
        }
        slots.ready(true);
        mailbox.stir();
        sessions.warmUp();
    }
}
