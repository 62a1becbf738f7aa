package io.certyn.agent.crawl;

import io.certyn.agent.explore.Frontier;
import io.certyn.agent.explore.PageSeen;
import java.time.Duration;
import java.util.Optional;

/** Whom a crawl asks whether it may go on, and tells what it sees. */
public interface Guide {

    /** Time since some fixed moment. */
    Duration now();

    /** Whether to stop here, asked before every request. */
    boolean isHalted();

    void visiting(Frontier.Place place);

    /**
     * @param isNew no page like it was seen before
     * @param picture of the page, only where it is new
     */
    void seen(PageSeen page, boolean isNew, Optional<byte[]> picture);
}
