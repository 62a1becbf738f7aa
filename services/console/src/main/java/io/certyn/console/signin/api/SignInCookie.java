package io.certyn.console.signin.api;

import io.certyn.console.SiteConfig;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.core.NewCookie;
import java.time.Duration;

/** The cookie that stands for a sign-in: a random token, useless to scripts and other hosts. */
@ApplicationScoped
public class SignInCookie {

    /**
     * The prefix makes browsers refuse a cookie that another host of the domain planted; it needs
     * https, which an installation on one machine does not have.
     */
    private static final String SECURE = "__Host-certyn";

    private static final String PLAIN = "certyn";

    private final boolean secure;

    SignInCookie(SiteConfig site) {
        this.secure = "https".equals(site.publicUrl().getScheme());
    }

    public String name() {
        return secure ? SECURE : PLAIN;
    }

    NewCookie of(String token, Duration life) {
        return cookie(token, (int) life.toSeconds());
    }

    NewCookie none() {
        return cookie("", 0);
    }

    private NewCookie cookie(String value, int maxAge) {
        return new NewCookie.Builder(name())
                .value(value)
                .path("/")
                .httpOnly(true)
                .secure(secure)
                .sameSite(NewCookie.SameSite.LAX)
                .maxAge(maxAge)
                .build();
    }
}
