package io.certyn.agent.browser;

import io.certyn.agent.guard.Origins;
import io.certyn.protocol.Assignment;

/** A running browser. */
public interface Browser {

    /** How a case's context is set up. */
    record Setting(Assignment.Viewport viewport, String locale, String timeZone) {

        /** What nearly every assignment asks for. */
        public static final Setting USUAL =
                new Setting(new Assignment.Viewport(1280, 720), "en-US", "UTC");
    }

    /** Name and version, as the browser says. */
    String version();

    /** What draws WebGL, asked of the browser at this moment. */
    Graphics graphics();

    /** Makes the page of the next case ready, so that a case set up like this need not wait. */
    void prepare(Setting setting);

    /**
     * A new page in a new context: no cookie, storage or cache of another case.
     *
     * @param origins where the page may be
     */
    Tab open(Setting setting, Origins origins);

    /**
     * A page to look around with.
     *
     * @param readOnly whatever could change something is kept back: requests other than GET, HEAD
     *     and OPTIONS, and web sockets
     */
    Scout scout(Setting setting, Origins origins, boolean readOnly);

    /** Whether it still runs. */
    boolean isAlive();
}
