package io.certyn.security.rest;

import io.certyn.security.Scopes;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;

/** Paths of each kind. */
@Path("/")
public class SampleResource {

    private final CurrentCaller caller;

    SampleResource(CurrentCaller caller) {
        this.caller = caller;
    }

    @GET
    @Path("api/v1/whoami")
    public String whoAmI() {
        return caller.get().tenant() + " " + caller.get().subject();
    }

    @GET
    @Path("api/v1/guarded")
    public Uni<String> guarded() {
        caller.require(Scopes.RUNS_CREATE);
        return Uni.createFrom().item("ok");
    }

    @GET
    @Path("internal/v1/ping")
    public Uni<String> ping() {
        return Uni.createFrom().item("pong");
    }

    @GET
    @Path("open")
    public Uni<String> open() {
        return Uni.createFrom().item("hello");
    }

    @GET
    @Path("open/forgotten")
    public Uni<String> forgotten() {
        caller.require(Scopes.RUNS_READ);
        return Uni.createFrom().item("never");
    }
}
