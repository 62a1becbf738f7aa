package io.certyn.artifact.artifact.api;

import io.certyn.artifact.artifact.store.Artifacts;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Response;
import org.jboss.resteasy.reactive.RestHeader;
import org.jboss.resteasy.reactive.RestPath;
import org.jspecify.annotations.Nullable;

/** Bytes behind a capability link, on the cookieless host. An expired link is forbidden. */
@Path("/b/{token}/{name}")
public class ContentResource {

    private final Artifacts artifacts;
    private final Capabilities capabilities;
    private final Contents contents;

    ContentResource(Artifacts artifacts, Capabilities capabilities, Contents contents) {
        this.artifacts = artifacts;
        this.capabilities = capabilities;
        this.contents = contents;
    }

    @GET
    public Uni<Response> content(
            @RestPath String token,
            @RestPath String name,
            @RestHeader("Range") @Nullable String range) {
        return capabilities
                .open(token)
                .map(opened ->
                        artifacts
                                .find(opened.tenant(), opened.artifact())
                                .map(found ->
                                        found.orElseThrow(
                                                () -> ArtifactResource.notFound("artifact")))
                                .chain(artifact -> contents.onOwnHost(artifact, range)))
                .orElseGet(() ->
                        Uni.createFrom().item(Response.status(Response.Status.FORBIDDEN).build()));
    }
}
