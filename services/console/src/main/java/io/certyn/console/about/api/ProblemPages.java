package io.certyn.console.about.api;

import io.certyn.console.about.ProblemEntry;
import io.certyn.console.about.ProblemPage;
import io.certyn.problem.Problem;
import io.certyn.problem.ProblemException;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/** The page behind the type of each problem. */
@Path("/problems")
public class ProblemPages {

    private static final String DOCUMENT = "problems.md";

    private final Map<String, ProblemEntry> entries = ProblemEntry.read(document());

    @GET
    @Path("/{code}")
    @Produces(MediaType.TEXT_HTML)
    public String page(@PathParam("code") String code) {
        var entry = entries.get(code);
        if (entry == null) {
            throw new ProblemException(
                    Problem.notFound("unknown-problem", "There is no problem of that name"));
        }
        return ProblemPage.of(entry);
    }

    private static String document() {
        var loader = Thread.currentThread().getContextClassLoader();
        try (var document = loader.getResourceAsStream(DOCUMENT)) {
            if (document == null) {
                throw new IllegalStateException(DOCUMENT + " is missing from this build");
            }
            return new String(document.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException("the problems cannot be read", e);
        }
    }
}
