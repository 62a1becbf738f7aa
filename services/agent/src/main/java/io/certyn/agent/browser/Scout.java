package io.certyn.agent.browser;

import io.certyn.agent.explore.Arrival;
import io.certyn.agent.explore.Happening;
import io.certyn.agent.explore.Sight;
import io.certyn.agent.explore.Violation;
import java.time.Duration;
import java.util.List;

/**
 * A page to look around with, in a context of its own without service workers, which would answer
 * behind the browser's back. As with any {@link Tab}, every call comes from the session's thread.
 */
public interface Scout extends Tab {

    /** Opens a page and gives it a few seconds to settle once it has come. */
    Arrival open(String url, Duration most);

    /** Waits until nothing is being loaded any more; what still is then, happened. */
    void settle();

    /** What the page is made of. */
    Sight sight();

    /** Which accessibility rules it breaks, each element once. */
    List<Violation> violations();

    /** Asks for an address without showing it: by HEAD, and by GET where that is not allowed. */
    Arrival ask(String url, Duration most);

    /** What happened since the last call. */
    List<Happening> happenings();

    /** Ends it without a trace. */
    void close();
}
