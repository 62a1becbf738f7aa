package io.certyn.console.access.api;

import io.certyn.console.access.Act;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;

/** Who the caller is. */
@Path("/api/v1/me")
public class MeResource {

    private final CurrentPrincipal current;

    MeResource(CurrentPrincipal current) {
        this.current = current;
    }

    @GET
    public MeView me() {
        return MeView.of(current.allowedTo(new Act.SeeOneself()));
    }
}
