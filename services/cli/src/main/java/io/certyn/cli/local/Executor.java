package io.certyn.cli.local;

import java.util.Locale;

/** Where the runner of the local stack runs its sessions. */
enum Executor {
    /** Docker where an engine answers, else process. */
    AUTO,
    /** A locked container per session. */
    DOCKER,
    /** A child process per session, without isolation. */
    PROCESS;

    /** As the runner's configuration spells it. */
    String key() {
        return name().toLowerCase(Locale.ROOT);
    }
}
