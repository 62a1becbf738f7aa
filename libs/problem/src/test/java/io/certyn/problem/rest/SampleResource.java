package io.certyn.problem.rest;

import io.certyn.problem.Problem;
import io.certyn.problem.ProblemException;
import io.smallrye.mutiny.Uni;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.Response;
import java.net.ConnectException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionException;
import org.jspecify.annotations.Nullable;

/** One path for each thing that can go wrong. */
@Path("/sample")
public class SampleResource {

    /** Something to post. */
    public record Item(
            @NotBlank String name,
            int count,
            @Nullable Color color,
            @Valid @Size(max = 2) @Nullable List<Part> parts) {

        public Item {
            if (count < 0) {
                throw new IllegalArgumentException("count is negative");
            }
        }
    }

    /** Something within. */
    public record Part(@NotNull String label) {}

    /** Something to choose from. */
    public enum Color {
        RED,
        BLUE
    }

    /** What JSON looks like. */
    public record Shape(Instant at, Duration lasting, @Nullable String none) {}

    @GET
    public Shape shape() {
        return new Shape(Instant.EPOCH, Duration.ofSeconds(90), null);
    }

    @POST
    public Uni<Map<String, String>> post(@Valid @NotNull Item item) {
        return Uni.createFrom().item(Map.of("name", item.name()));
    }

    @GET
    @Path("page")
    public String page(@QueryParam("limit") @Max(100) int pageSize) {
        return "page of " + pageSize;
    }

    @GET
    @Path("refused")
    public Uni<String> refused() {
        return Uni.createFrom()
                .failure(
                        new ProblemException(
                                Problem.conflict("sample-over", "The sample is over")
                                        .withDetail("it ended at noon")));
    }

    @GET
    @Path("refused-deep")
    public Uni<String> refusedDeep() {
        return Uni.createFrom()
                .failure(
                        new CompletionException(
                                new ProblemException(Problem.notFound("no-sample", "No sample"))));
    }

    @GET
    @Path("away")
    public Uni<String> away() {
        return Uni.createFrom()
                .failure(new IllegalStateException(new ConnectException("connection refused")));
    }

    @GET
    @Path("bug")
    public Uni<String> bug() {
        return Uni.createFrom().failure(new IllegalArgumentException("the secret cause"));
    }

    @GET
    @Path("broken-promise")
    public @NotBlank String brokenPromise() {
        return " ";
    }

    @GET
    @Path("teapot")
    public String teapot() {
        throw new WebApplicationException(418);
    }

    @GET
    @Path("moved")
    public String moved() {
        throw new WebApplicationException(
                Response.status(303).header("Location", "/elsewhere").build());
    }

    @GET
    @Path("tagged")
    public Response tagged() {
        return Response.ok("x").tag("v1").build();
    }
}
