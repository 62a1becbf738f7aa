package io.certyn.cli.exit;

/** A command cannot do what it was asked; the message is the one sentence the user reads. */
public final class CommandFailed extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final ExitCode exit;

    public CommandFailed(ExitCode exit, String message) {
        super(message);
        this.exit = exit;
    }

    public ExitCode exit() {
        return exit;
    }
}
