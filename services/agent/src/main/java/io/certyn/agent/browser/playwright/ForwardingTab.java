package io.certyn.agent.browser.playwright;

import io.certyn.agent.browser.Acted;
import io.certyn.agent.browser.Command;
import io.certyn.agent.browser.Incident;
import io.certyn.agent.browser.Observation;
import io.certyn.agent.browser.Tab;
import io.certyn.agent.browser.Traffic;
import io.certyn.agent.check.Checks.Facts;
import io.certyn.agent.find.Handle;
import io.certyn.agent.guard.Origins;
import io.certyn.protocol.trace.TraceRecord;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Does with another tab whatever a tab does; how it ends is said by who extends it. */
abstract class ForwardingTab implements Tab {

    private final Tab tab;

    ForwardingTab(Tab tab) {
        this.tab = tab;
    }

    @Override
    public Observation observe(String name) {
        return tab.observe(name);
    }

    @Override
    public Acted perform(Command command, Duration most) {
        return tab.perform(command, most);
    }

    @Override
    public Optional<Facts> read(Handle handle) {
        return tab.read(handle);
    }

    @Override
    public String url() {
        return tab.url();
    }

    @Override
    public String title() {
        return tab.title();
    }

    @Override
    public Optional<byte[]> picture() {
        return tab.picture();
    }

    @Override
    public void pause(Duration time) {
        tab.pause(time);
    }

    @Override
    public List<Incident> incidents() {
        return tab.incidents();
    }

    @Override
    public boolean isNativeList(Handle handle) {
        return tab.isNativeList(handle);
    }

    @Override
    public List<String> titles() {
        return tab.titles();
    }

    @Override
    public void mark() {
        tab.mark();
    }

    @Override
    public boolean isDialogMissing() {
        return tab.isDialogMissing();
    }

    @Override
    public Traffic traffic() {
        return tab.traffic();
    }

    @Override
    public void traceAs(Origins told, String traceparent) {
        tab.traceAs(told, traceparent);
    }

    @Override
    public Optional<TraceRecord.Slice> slice() {
        return tab.slice();
    }
}
