package io.certyn.console.proxy.http;

import io.certyn.console.SiteConfig;
import io.certyn.console.access.Principal;
import io.certyn.console.access.api.CurrentPrincipal;
import io.certyn.console.proxy.Hosts;
import io.certyn.console.proxy.Part;
import io.certyn.console.proxy.Route;
import io.certyn.console.proxy.Routes;
import io.certyn.console.proxy.http.Authentication.Finding;
import io.certyn.console.proxy.http.Passage.Credential;
import io.certyn.console.proxy.http.Upstreams.Lane;
import io.certyn.problem.Problem;
import io.certyn.problem.rest.ProblemAnswer;
import io.certyn.problem.rest.RequestId;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import org.jboss.logging.Logger;

/** Receives every request first and sends it where it belongs. */
@ApplicationScoped
public class FrontDoor {

    private static final Logger LOG = Logger.getLogger(FrontDoor.class);

    /** After the habits of every answer, before the limit of bodies and all that answers. */
    private static final int FIRST = -500;

    private static final String UPLOADS = "/upload/";

    /** RFC 9110, section 5.6.7. */
    private static final DateTimeFormatter DATE =
            DateTimeFormatter.ofPattern("EEE, dd MMM yyyy HH:mm:ss 'GMT'", Locale.ROOT)
                    .withZone(ZoneOffset.UTC);

    private final SiteConfig site;
    private final Hosts hosts;
    private final ProxyConfig config;
    private final Authentication authentication;
    private final CallerTokens tokens;
    private final Upstreams upstreams;
    private final Page page;
    private final PageHeaders pageHeaders;
    private final Clock clock;

    FrontDoor(
            SiteConfig site,
            ProxyConfig config,
            Authentication authentication,
            CallerTokens tokens,
            Upstreams upstreams,
            Page page,
            PageHeaders pageHeaders,
            Clock clock) {
        this.site = site;
        this.hosts = Hosts.of(site.publicUrl(), Hosts.tracesOf(site.publicUrl(), site.tracesUrl()));
        this.config = config;
        this.authentication = authentication;
        this.tokens = tokens;
        this.upstreams = upstreams;
        this.page = page;
        this.pageHeaders = pageHeaders;
        this.clock = clock;
    }

    void install(@Observes Router router) {
        router.route().order(FIRST).handler(this::receive);
    }

    private void receive(RoutingContext context) {
        // As it is when the answer goes out: runners whose clock is wrong go by it.
        context.addHeadersEndHandler(
                _ -> context.response().putHeader(HttpHeaders.DATE, DATE.format(clock.instant())));
        var host = context.request().authority();
        var face = host == null ? Hosts.Face.STRANGER : hosts.faceOf(host.host());
        switch (Routes.of(face, context.normalizedPath())) {
            case Route.Api(var part) -> authenticated(context, who -> api(context, part, who));
            case Route.OwnApi _ -> authenticated(context, who -> own(context, who));
            case Route.Passage(var part) -> pass(context, part);
            case Route.Bytes(var part) -> bytes(context, part);
            case Route.Open _ -> open(context);
            case Route.Page _ -> page(context);
            case Route.Nowhere _ -> ProblemAnswer.end(context, nowhere());
            case Route.Misdirected _ -> ProblemAnswer.end(context, misdirected());
        }
    }

    private interface Known {
        void handle(Principal who);
    }

    private void authenticated(RoutingContext context, Known next) {
        // Nothing of the body may pass by while the credential is looked up.
        context.request().pause();
        authentication
                .of(context.request())
                .subscribe()
                .with(
                        finding -> found(context, finding, next),
                        failure -> failed(context, failure));
    }

    private void found(RoutingContext context, Finding finding, Known next) {
        switch (finding) {
            case Finding.Known(var who) -> next.handle(who);
            case Finding.Refused(var why) -> {
                context.request().handler(_ -> {}).resume();
                ProblemAnswer.end(context, why);
            }
        }
    }

    private void failed(RoutingContext context, Throwable failure) {
        LOG.warnf(
                "credential could not be checked requestId=%s cause=%s: %s",
                RequestId.of(context), failure.getClass().getSimpleName(), failure.getMessage());
        context.request().handler(_ -> {}).resume();
        ProblemAnswer.end(context, Problem.unavailable());
    }

    private void own(RoutingContext context, Principal who) {
        CurrentPrincipal.remember(context, who);
        context.request().resume();
        open(context);
    }

    private void open(RoutingContext context) {
        pageHeaders.add(context);
        context.next();
    }

    private void page(RoutingContext context) {
        pageHeaders.add(context);
        page.serve(context);
    }

    private void api(RoutingContext context, Part part, Principal who) {
        var credential = new Credential.Replaced(tokens.tokenFor(who, part));
        Exchange.begin(
                context,
                passage(
                        context,
                        part,
                        Lane.API,
                        credential,
                        config.silence(),
                        config.maxBodyBytes()));
    }

    private void pass(RoutingContext context, Part part) {
        var kept = new Credential.Kept();
        if (Tunnel.isAskedFor(context.request())) {
            Tunnel.begin(context, passage(context, part, Lane.TUNNEL, kept, Duration.ZERO, 0));
            return;
        }
        var upload = context.normalizedPath().startsWith(UPLOADS);
        var silence = upload ? config.uploadSilence() : config.silence();
        var most = upload ? config.maxUploadBytes() : config.maxBodyBytes();
        Exchange.begin(context, passage(context, part, Lane.PASSAGE, kept, silence, most));
    }

    private void bytes(RoutingContext context, Part part) {
        var none = new Credential.Dropped();
        Exchange.begin(context, passage(context, part, Lane.BYTES, none, config.silence(), 0));
    }

    /** The path goes on in the form by which it was routed, so that nobody reads it differently. */
    private Passage passage(
            RoutingContext context,
            Part part,
            Lane lane,
            Credential credential,
            Duration silence,
            long maxBodyBytes) {
        var request = context.request();
        var query = request.query();
        var uri = context.normalizedPath() + (query == null ? "" : "?" + query);
        return new Passage(
                part,
                upstreams.client(part, lane),
                upstreams.request(part, request.method(), uri, silence),
                maxBodyBytes,
                credential,
                site.publicUrl().getScheme());
    }

    private static Problem nowhere() {
        return Problem.notFound("not-found", "There is nothing here");
    }

    private static Problem misdirected() {
        return Problem.of(421, "misdirected", "This installation does not answer to that name");
    }
}
