package io.certyn.relay;

import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.rest.client.annotation.RegisterClientHeaders;
import org.eclipse.microprofile.rest.client.inject.RegisterRestClient;
import org.jspecify.annotations.Nullable;

/** What the relay asks of the lease-broker: who runs a session, and to open or close its stream. */
@Path("/internal/v1/sessions/{session}")
@RegisterRestClient(configKey = "lease-broker")
@RegisterClientHeaders(BrokerCredentials.class)
@Consumes(MediaType.APPLICATION_JSON)
public interface LeaseBroker {

    /**
     * A session that a runner holds; 404 when none does.
     *
     * @param watchRefusal why it may not be watched; null where it may
     */
    record LiveSession(
            String session,
            String run,
            String tenant,
            long epoch,
            String state,
            String runner,
            @Nullable String watchRefusal) {}

    /** Where the runner should publish, and with what. */
    record OpenStream(String relayUrl, String publishToken) {}

    /** An epoch that was refused here, and whose. */
    record RefusedEpoch(String tenant, long epoch) {}

    @GET
    Uni<LiveSession> session(@PathParam("session") String session);

    @POST
    @Path("/streams")
    Uni<Void> open(@PathParam("session") String session, OpenStream stream);

    /** Tells of a refusal, for people to hear. */
    @POST
    @Path("/refused-epochs")
    Uni<Void> refused(@PathParam("session") String session, RefusedEpoch epoch);

    @DELETE
    @Path("/streams")
    Uni<Void> close(@PathParam("session") String session);
}
