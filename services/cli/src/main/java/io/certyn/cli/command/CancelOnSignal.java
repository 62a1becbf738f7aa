package io.certyn.cli.command;

import io.certyn.cli.client.ApiClient;
import io.certyn.cli.exit.CommandFailed;
import java.time.Duration;
import java.util.Map;

/**
 * Cancels a run when this process is told to end while it waits for the run's verdict, by Ctrl-C or
 * by a pipeline that stops its job: nobody is left who would want it.
 */
final class CancelOnSignal implements AutoCloseable {

    /** Who pressed Ctrl-C waits no longer, whatever the network does. */
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final ApiClient api;
    private final String run;
    private final Thread hook;

    private CancelOnSignal(ApiClient api, String run) {
        this.api = api;
        this.run = run;
        this.hook = new Thread(this::cancelInTime, "cancel-run");
    }

    /** From now on until it is closed. */
    static CancelOnSignal of(ApiClient api, String run) {
        var armed = new CancelOnSignal(api, run);
        Runtime.getRuntime().addShutdownHook(armed.hook);
        return armed;
    }

    private void cancelInTime() {
        System.err.println("Interrupted; cancelling " + run + ".");
        try {
            if (!Thread.ofVirtual().start(this::cancel).join(PATIENCE)) {
                System.err.println("No answer; certyn cancel " + run + " tries again.");
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    private void cancel() {
        try {
            api.post(
                    "/api/v1/runs/" + run + "/cancellation",
                    Map.of("reason", "certyn run was interrupted."),
                    Map.of());
        } catch (CommandFailed e) {
            System.err.println(e.getMessage());
        }
    }

    @Override
    public void close() {
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException _) {
            // The hook is at work.
        }
    }
}
