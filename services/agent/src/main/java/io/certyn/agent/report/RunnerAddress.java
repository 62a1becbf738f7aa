package io.certyn.agent.report;

import io.certyn.protocol.link.RemoteLink;
import java.nio.file.Path;

/** Where the runner listens for this agent. */
public sealed interface RunnerAddress {

    /** On this machine. */
    record Socket(Path path) implements RunnerAddress {}

    /** On another. */
    record Remote(RemoteLink link) implements RunnerAddress {}
}
