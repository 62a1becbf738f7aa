package io.certyn.agent.browser;

import java.util.Locale;
import java.util.stream.Stream;

/**
 * What draws WebGL.
 *
 * @param renderer as the browser names it; empty where there is no WebGL
 */
public record Graphics(String renderer) {

    /** Renderers that are programs, as parts of their names. */
    private static final String[] PROGRAMS = {
        "swiftshader", "llvmpipe", "softpipe", "software", "basic render"
    };

    /** Whether a graphics processor does. */
    public boolean isHardware() {
        var name = renderer.toLowerCase(Locale.ROOT);
        return !name.isBlank() && Stream.of(PROGRAMS).noneMatch(name::contains);
    }
}
