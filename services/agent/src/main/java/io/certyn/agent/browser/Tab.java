package io.certyn.agent.browser;

import io.certyn.agent.check.Checks.Facts;
import io.certyn.agent.find.Handle;
import io.certyn.agent.guard.Origins;
import io.certyn.protocol.trace.TraceRecord;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * The page one case works with, in a context of its own; another tab of that context may take its
 * place. Every call comes from the session's thread, and any of them may end in {@link
 * BrowserGone}.
 */
public interface Tab {

    /**
     * @param name counted among the test ids when it could be one
     */
    Observation observe(String name);

    Acted perform(Command command, Duration most);

    /** What the element is like now; nothing when it is gone. */
    Optional<Facts> read(Handle handle);

    /** Whether it is a list of the browser's own, whose options need not be on the page. */
    boolean isNativeList(Handle handle);

    /** The titles of all tabs, in the order they were opened. */
    List<String> titles();

    /** From here on, requests, downloads and a dialog count as of the step that follows. */
    void mark();

    /** Whether a dialog was announced and has not opened, though the tab was marked since. */
    boolean isDialogMissing();

    Traffic traffic();

    String url();

    String title();

    /** A JPEG of what can be seen; nothing when the page does not answer. */
    Optional<byte[]> picture();

    /** Waits while the page lives on. */
    void pause(Duration time);

    /** What happened since the last call. */
    List<Incident> incidents();

    /** From now on requests to these origins carry this {@code traceparent}. */
    void traceAs(Origins origins, String traceparent);

    /** What the page said and asked for since the last call; nothing when that was nothing. */
    Optional<TraceRecord.Slice> slice();

    /** Ends the case here and leaves its trace in this file. */
    void close(Path trace);
}
