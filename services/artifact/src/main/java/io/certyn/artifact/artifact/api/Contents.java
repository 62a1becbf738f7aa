package io.certyn.artifact.artifact.api;

import io.certyn.artifact.artifact.Artifact;
import io.certyn.artifact.blob.Blobs;
import io.certyn.problem.Problem;
import io.certyn.problem.ProblemException;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.StreamingOutput;
import java.io.IOException;
import java.nio.channels.Channels;
import java.nio.file.NoSuchFileException;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Bytes of artifacts as HTTP answers. They come from tested applications and are never trusted. */
@ApplicationScoped
public class Contents {

    private static final Set<String> INLINE =
            Set.of("image/jpeg", "image/png", "image/webp", "video/webm", "text/plain");
    private static final Pattern RANGE = Pattern.compile("bytes=(\\d{1,15})-(\\d{1,15})?");

    private final Blobs blobs;

    Contents(Blobs blobs) {
        this.blobs = blobs;
    }

    /** First and last byte of an answer, both included. */
    private record Span(long first, long last, boolean partial) {

        long length() {
            return last - first + 1;
        }
    }

    Uni<Response> attachment(Artifact artifact) {
        return answer(artifact, null, false);
    }

    Uni<Response> onOwnHost(Artifact artifact, @Nullable String range) {
        return answer(artifact, range, INLINE.contains(artifact.object().contentType()));
    }

    private Uni<Response> answer(Artifact artifact, @Nullable String range, boolean inline) {
        return Uni.createFrom()
                .item(() -> build(artifact, range, inline))
                .runSubscriptionOn(Infrastructure.getDefaultWorkerPool());
    }

    private Response build(Artifact artifact, @Nullable String range, boolean inline) {
        var object = artifact.object();
        var span = span(range, object.bytes());
        if (span.isEmpty()) {
            return Response.status(416)
                    .header("Content-Range", "bytes */" + object.bytes())
                    .build();
        }
        var chosen = span.get();
        var answer =
                Response.status(chosen.partial() ? 206 : 200)
                        .entity(body(artifact, chosen))
                        .header(HttpHeaders.CONTENT_TYPE, object.contentType())
                        .header(HttpHeaders.CONTENT_LENGTH, chosen.length())
                        .header(HttpHeaders.ETAG, "\"" + object.sha256() + "\"")
                        .header(HttpHeaders.CACHE_CONTROL, "private, max-age=300, immutable")
                        .header("Accept-Ranges", "bytes")
                        .header(
                                HttpHeaders.CONTENT_DISPOSITION,
                                (inline ? "inline" : "attachment")
                                        + "; filename=\""
                                        + Capabilities.fileName(artifact)
                                        + "\"")
                        .header("X-Content-Type-Options", "nosniff")
                        .header("Content-Security-Policy", "sandbox; default-src 'none'")
                        .header("Cross-Origin-Resource-Policy", "same-site")
                        .header("Referrer-Policy", "no-referrer");
        if (chosen.partial()) {
            answer.header(
                    "Content-Range",
                    "bytes " + chosen.first() + "-" + chosen.last() + "/" + object.bytes());
        }
        return answer.build();
    }

    private StreamingOutput body(Artifact artifact, Span span) {
        try {
            var channel = blobs.open(artifact.stored().location());
            channel.position(span.first());
            return out -> {
                try (var in = Channels.newInputStream(channel)) {
                    copy(in, out, span.length());
                }
            };
        } catch (NoSuchFileException e) {
            throw new ProblemException(Problem.notFound("artifact-gone", "The bytes are gone"));
        } catch (IOException e) {
            throw new IllegalStateException("cannot open " + artifact.id(), e);
        }
    }

    private static void copy(java.io.InputStream in, java.io.OutputStream out, long length)
            throws IOException {
        var buffer = new byte[64 * 1024];
        long left = length;
        while (left > 0) {
            int read = in.read(buffer, 0, (int) Math.min(buffer.length, left));
            if (read < 0) {
                throw new IOException("the object ended early");
            }
            out.write(buffer, 0, read);
            left -= read;
        }
    }

    private static Optional<Span> span(@Nullable String range, long bytes) {
        var whole = new Span(0, bytes - 1, false);
        if (range == null) {
            return Optional.of(whole);
        }
        var wanted = RANGE.matcher(range);
        if (!wanted.matches()) {
            // Several ranges, or a suffix: a server may answer with the whole (RFC 9110, 14.2).
            return Optional.of(whole);
        }
        long first = Long.parseLong(wanted.group(1));
        long last =
                wanted.group(2) == null
                        ? bytes - 1
                        : Math.min(Long.parseLong(wanted.group(2)), bytes - 1);
        return first > last ? Optional.empty() : Optional.of(new Span(first, last, true));
    }
}
