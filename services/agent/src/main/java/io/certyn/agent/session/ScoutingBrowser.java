package io.certyn.agent.session;

import io.certyn.agent.browser.Browser;
import io.certyn.agent.browser.Graphics;
import io.certyn.agent.browser.Scout;
import io.certyn.agent.browser.Tab;
import io.certyn.agent.guard.Origins;

/** A browser for cases that are tried on the side: as careful as the exploration itself. */
record ScoutingBrowser(Browser browser, boolean readOnly) implements Browser {

    @Override
    public Tab open(Setting setting, Origins origins) {
        return browser.scout(setting, origins, readOnly);
    }

    @Override
    public Scout scout(Setting setting, Origins origins, boolean only) {
        return browser.scout(setting, origins, readOnly || only);
    }

    @Override
    public String version() {
        return browser.version();
    }

    @Override
    public Graphics graphics() {
        return browser.graphics();
    }

    @Override
    public void prepare(Setting setting) {
        // Each case opens its own.
    }

    @Override
    public boolean isAlive() {
        return browser.isAlive();
    }
}
