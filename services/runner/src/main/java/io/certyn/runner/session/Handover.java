package io.certyn.runner.session;

import io.certyn.protocol.EvidenceManifest;
import io.certyn.protocol.Sync;
import io.certyn.runner.work.LeaseKey;
import io.certyn.runner.work.Reports;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** What is done once a session ended: its evidence is sent, and then its completion. */
final class Handover {

    private static final System.Logger LOG = System.getLogger(Handover.class.getName());

    /** Less than the control plane allows for finishing. */
    private static final Duration UPLOADS = Duration.ofSeconds(100);

    private final LeaseKey key;
    private final Reports reports;

    Handover(LeaseKey key, Reports reports) {
        this.key = key;
        this.reports = reports;
    }

    /** Removes the agent and keeps what it left behind. */
    static void clearAway(Agents.Ready running, Spool spool) {
        running.remove();
        try {
            if (Files.exists(running.log())) {
                Files.move(
                        running.log(),
                        spool.path(EvidenceName.LOG),
                        StandardCopyOption.REPLACE_EXISTING);
            }
            spool.denials(running.agent().denied());
        } catch (IOException e) {
            LOG.log(System.Logger.Level.WARNING, "agent log not kept", e);
        }
    }

    /** Uploads what is left and the manifest; null when the evidence is not complete. */
    @Nullable String evidence(Spool spool, EvidenceUploads sending) throws InterruptedException {
        try {
            spool.seal().forEach(sending::add);
            if (!sending.await(UPLOADS)) {
                return null;
            }
            var manifest =
                    spool.manifest(
                            new EvidenceManifest(
                                    key.session().toString(), key.epoch(), spool.complete()));
            sending.add(manifest);
            return sending.await(UPLOADS) ? manifest.sha256() : null;
        } catch (IOException e) {
            LOG.log(System.Logger.Level.WARNING, "evidence not readable", e);
            return null;
        } finally {
            sending.stop();
        }
    }

    void finish(Ending ending, @Nullable Spool spool, @Nullable String manifest) {
        Ending.completion(ending, key, manifest)
                .ifPresent(completion -> {
                    if (spool != null) {
                        keep(spool, completion);
                    }
                    reports.complete(key, completion);
                    LOG.log(
                            System.Logger.Level.INFO,
                            "session finished sessionId={0} epoch={1} failure={2} evidence={3}",
                            key.session(),
                            key.epoch(),
                            completion.failure(),
                            manifest != null);
                });
    }

    private static void keep(Spool spool, Sync.Completion completion) {
        try {
            spool.keep(completion);
        } catch (IOException e) {
            // It is still sent; only a crash of this process now would lose it.
            LOG.log(System.Logger.Level.WARNING, "completion not kept", e);
        }
    }

    static void discard(@Nullable Spool spool) {
        try {
            if (spool != null) {
                spool.delete();
            }
        } catch (IOException e) {
            LOG.log(System.Logger.Level.WARNING, "spool not removed", e);
        }
    }
}
