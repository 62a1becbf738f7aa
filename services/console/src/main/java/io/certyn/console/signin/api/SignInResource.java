package io.certyn.console.signin.api;

import io.certyn.console.ConsoleConfig;
import io.certyn.console.access.CredentialEnded;
import io.certyn.console.access.Role;
import io.certyn.console.access.TokenHash;
import io.certyn.console.access.store.Tenants;
import io.certyn.console.signin.Account;
import io.certyn.console.signin.Attempts;
import io.certyn.console.signin.OneTimeLink.Decision;
import io.certyn.console.signin.store.OwnerLinks;
import io.certyn.console.signin.store.SignIns;
import io.certyn.ids.AccountId;
import io.certyn.ids.TenantId;
import io.certyn.ids.UuidV7;
import io.certyn.problem.ProblemException;
import io.certyn.problem.rest.ProblemAnswer;
import io.certyn.security.OpaqueToken;
import io.smallrye.mutiny.Uni;
import io.vertx.core.http.HttpServerRequest;
import jakarta.enterprise.event.Event;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;

/** Lets people in and out. */
@Path("/auth/v1")
@Consumes(MediaType.APPLICATION_JSON)
public class SignInResource {

    private static final Duration ATTEMPTS_WINDOW = Duration.ofMinutes(5);

    /** Many people may come from one address, as behind a proxy. */
    private static final int NAMES_PER_ADDRESS = 10;

    private final ConsoleConfig config;
    private final Tenants tenants;
    private final SignIns signIns;
    private final OwnerLinks links;
    private final Passwords passwords;
    private final SignInCookie cookie;
    private final BrowserSaid browser;
    private final Clock clock;
    private final Event<CredentialEnded> ended;
    private final Attempts byName;
    private final Attempts byAddress;
    private final SecureRandom random = new SecureRandom();

    SignInResource(
            ConsoleConfig config,
            Tenants tenants,
            SignIns signIns,
            OwnerLinks links,
            Passwords passwords,
            SignInCookie cookie,
            BrowserSaid browser,
            Clock clock,
            Event<CredentialEnded> ended) {
        this.config = config;
        this.tenants = tenants;
        this.signIns = signIns;
        this.links = links;
        this.passwords = passwords;
        this.cookie = cookie;
        this.browser = browser;
        this.clock = clock;
        this.ended = ended;
        this.byName = new Attempts(config.signinAttempts(), ATTEMPTS_WINDOW);
        this.byAddress = new Attempts(NAMES_PER_ADDRESS * config.signinAttempts(), ATTEMPTS_WINDOW);
    }

    @POST
    @Path("/welcome")
    public Uni<Response> welcome(
            @NotNull @Valid SignInWishes.Welcome wish, HttpServerRequest request) {
        refuseOthersPages(request);
        var token = newToken();
        return passwords
                .hash(wish.password())
                .chain(hash -> redeem(wish, hash, token))
                .map(decision -> arrived(decision, token));
    }

    @POST
    @Path("/signin")
    public Uni<Response> signIn(
            @NotNull @Valid SignInWishes.Entry entry, HttpServerRequest request) {
        refuseOthersPages(request);
        var now = clock.instant();
        var name = entry.name().toLowerCase(Locale.ROOT);
        var address = request.remoteAddress().hostAddress();
        var delay = longer(byName.delay(name, now), byAddress.delay(address, now));
        if (delay.isPositive()) {
            return Uni.createFrom().item(tooMany(delay));
        }
        // Counted before the check, so that many at once do not slip through.
        byName.failed(name, now);
        return tenants.local(now)
                .chain(tenant -> signIns.account(tenant, entry.name()))
                .chain(account -> check(entry, account))
                .onFailure(ProblemException.class)
                .invoke(() -> byAddress.failed(address, now))
                .invoke(_ -> byName.succeeded(name))
                .chain(account -> open(account, now));
    }

    @POST
    @Path("/signout")
    @Consumes(MediaType.WILDCARD)
    public Uni<Response> signOut(HttpServerRequest request) {
        var sent = request.getCookie(cookie.name());
        if (sent == null) {
            return Uni.createFrom().item(gone());
        }
        if (!browser.isOurs(request)) {
            throw new ProblemException(SignInProblems.crossSite());
        }
        return signIns.end(TokenHash.of(sent.getValue()), clock.instant())
                .invoke(() -> ended.fire(new CredentialEnded()))
                .replaceWith(this::gone);
    }

    private Uni<Optional<Decision>> redeem(
            SignInWishes.Welcome wish, String passwordHash, String token) {
        var now = clock.instant();
        return links.redeem(
                TokenHash.of(wish.token()),
                now,
                tenant ->
                        new OwnerLinks.Arrival(
                                owner(tenant, wish.name(), passwordHash, now),
                                token,
                                now,
                                now.plus(config.signinLifetime())));
    }

    private Account owner(TenantId tenant, String name, String passwordHash, Instant now) {
        var id = new AccountId(UuidV7.at(now, random));
        return new Account(tenant, id, name, passwordHash, Role.OWNER);
    }

    private Response arrived(Optional<Decision> decision, String token) {
        return switch (decision.orElseThrow(SignInProblems::unknownLink)) {
            case Decision.Refused(var why) -> throw SignInProblems.of(why);
            case Decision.Redeemed _ -> welcomed(token);
        };
    }

    private Uni<Account> check(SignInWishes.Entry entry, Optional<Account> account) {
        return passwords
                .matches(entry.password(), account.map(Account::passwordHash))
                .map(matches ->
                        account.filter(_ -> matches).orElseThrow(SignInProblems::wrongCredentials));
    }

    private Uni<Response> open(Account account, Instant now) {
        var token = newToken();
        return signIns.open(account, TokenHash.of(token), now, now.plus(config.signinLifetime()))
                .replaceWith(() -> welcomed(token));
    }

    private Response welcomed(String token) {
        return Response.noContent().cookie(cookie.of(token, config.signinLifetime())).build();
    }

    private Response gone() {
        return Response.noContent().cookie(cookie.none()).build();
    }

    private void refuseOthersPages(HttpServerRequest request) {
        if (!browser.mayBeOurs(request)) {
            throw new ProblemException(SignInProblems.crossSite());
        }
    }

    private String newToken() {
        return OpaqueToken.newToken("certyn_signin", random);
    }

    private static Response tooMany(Duration delay) {
        return Response.fromResponse(ProblemAnswer.of(SignInProblems.tooManyAttempts()))
                .header("Retry-After", null)
                .header("Retry-After", Math.max(1, delay.toSeconds()))
                .build();
    }

    private static Duration longer(Duration one, Duration other) {
        return one.compareTo(other) >= 0 ? one : other;
    }
}
