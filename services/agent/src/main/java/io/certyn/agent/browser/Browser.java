package io.certyn.agent.browser;

import io.certyn.agent.guard.Origins;
import io.certyn.protocol.Assignment;

/** A running browser. */
public interface Browser extends AutoCloseable {

    /** How a case's context is set up. */
    record Setting(Assignment.Viewport viewport, String locale, String timeZone, Origins origins) {}

    /** Name and version, as the browser says. */
    String version();

    /** A new page in a new context: no cookie, storage or cache of another case. */
    Tab open(Setting setting);

    /** Whether it still runs. */
    boolean isAlive();

    @Override
    void close();
}
