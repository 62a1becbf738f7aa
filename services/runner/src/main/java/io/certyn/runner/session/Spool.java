package io.certyn.runner.session;

import io.certyn.protocol.ProtocolJson;
import io.certyn.protocol.Sync;
import io.certyn.protocol.Uploads;
import io.certyn.protocol.link.LinkMessages;
import io.certyn.protocol.trace.TraceRecord;
import io.certyn.runner.egress.Denied;
import io.certyn.runner.executor.Trees;
import io.certyn.runner.register.StateDirectory;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * The evidence of one session on the runner's disk, hashed while it is written. Files are written
 * by the link's thread; what is complete may be read by any.
 */
final class Spool {

    private static final int MAX_FILES = 2_000;
    private static final Set<String> KINDS =
            Set.of("step_log", "screenshot", "trace", "video", "exploration");
    private static final String COMPLETION = "completion.json";

    private final Path root;
    private final Path files;
    private final Map<EvidenceName, Growing> growing = new HashMap<>();
    private final Map<EvidenceName, Uploads.File> complete = new LinkedHashMap<>();
    private final AtomicLong bytes = new AtomicLong();

    private Spool(Path root) {
        this.root = root;
        this.files = root.resolve("files");
    }

    static Spool create(Path root) throws IOException {
        Trees.delete(root);
        Files.createDirectories(root.resolve("files"));
        return new Spool(root);
    }

    /** A file that is still being written. */
    private static final class Growing {
        private final LinkMessages.Chunk first;
        private final OutputStream out;
        private final MessageDigest digest;
        private long length;

        Growing(LinkMessages.Chunk first, OutputStream out) {
            this.first = first;
            this.out = out;
            this.digest = sha256();
        }
    }

    Path path(EvidenceName name) {
        return files.resolve(name.value());
    }

    /**
     * Appends a piece; answers with the file when it was the last one.
     *
     * @throws LinkViolation if the piece does not follow what came, or is over a limit
     */
    synchronized Optional<Uploads.File> append(LinkMessages.Chunk chunk, byte[] data, int from)
            throws IOException {
        var name = EvidenceName.fromAgent(chunk.name());
        var file = growing.get(name);
        if (file == null) {
            file = begin(name, chunk);
        }
        int count = data.length - from;
        if (chunk.offset() != file.length) {
            throw new LinkViolation(
                    "piece at " + chunk.offset() + " where " + file.length + " was due");
        }
        grow(file, data, from, count);
        if (!chunk.last()) {
            return Optional.empty();
        }
        growing.remove(name);
        file.out.close();
        var done =
                new Uploads.File(
                        name.value(),
                        file.first.kind(),
                        file.first.caseKey(),
                        file.first.step(),
                        file.length,
                        HexFormat.of().formatHex(file.digest.digest()),
                        file.first.contentType());
        complete.put(name, done);
        return Optional.of(done);
    }

    private Growing begin(EvidenceName name, LinkMessages.Chunk chunk) throws IOException {
        if (complete.containsKey(name) || !KINDS.contains(chunk.kind())) {
            throw new LinkViolation("a second " + name.value() + " or an unknown kind");
        }
        if (growing.size() + complete.size() >= MAX_FILES
                || !Uploads.isContentType(chunk.contentType())) {
            throw new LinkViolation("too many files, or one without a type");
        }
        var file = new Growing(chunk, open(path(name)));
        growing.put(name, file);
        return file;
    }

    private void grow(Growing file, byte[] data, int from, int count) throws IOException {
        if (file.length + count > Uploads.MAX_FILE_BYTES
                || bytes.addAndGet(count) > Uploads.MAX_SESSION_BYTES) {
            throw new LinkViolation("evidence over its limit");
        }
        file.out.write(data, from, count);
        file.digest.update(data, from, count);
        file.length += count;
    }

    /** Appends one line of the agent's trace, kept on receipt. */
    synchronized void trace(byte[] line) throws IOException {
        for (byte b : line) {
            if (b == '\n' || b == '\r') {
                throw new LinkViolation("a trace line that is several");
            }
        }
        var file = growing.get(EvidenceName.TRACE);
        if (file == null) {
            var header =
                    new LinkMessages.Chunk(
                            EvidenceName.TRACE.value(),
                            "agent_trace",
                            null,
                            null,
                            "application/x-ndjson",
                            0,
                            false);
            file = new Growing(header, open(path(EvidenceName.TRACE)));
            growing.put(EvidenceName.TRACE, file);
        }
        grow(file, line, 0, line.length);
        grow(file, new byte[] {'\n'}, 0, 1);
    }

    /**
     * Keeps what the agent was refused, apart from its trace: that is a chain of the agent's own
     * records, and this is what the runner says about it.
     */
    void denials(List<Denied> denied) throws IOException {
        if (denied.isEmpty()) {
            return;
        }
        var lines = new ArrayList<String>();
        for (var one : denied) {
            TraceRecord line =
                    new TraceRecord.Security(
                            "request_denied",
                            "%s, %s, %d times".formatted(one.target(), one.why(), one.times()));
            lines.add(ProtocolJson.MAPPER.writeValueAsString(line));
        }
        Files.write(path(EvidenceName.EGRESS), lines);
    }

    private static OutputStream open(Path path) throws IOException {
        var parent = path.getParent();
        if (parent != null) {
            Files.createDirectories(parent);
        }
        return Files.newOutputStream(path, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
    }

    /**
     * Nothing more comes from the agent: what it did not finish is dropped, except its trace and
     * step log, which are worth what they hold.
     */
    synchronized List<Uploads.File> seal() throws IOException {
        var sealed = new LinkedHashMap<EvidenceName, Uploads.File>();
        for (var entry : growing.entrySet()) {
            var file = entry.getValue();
            file.out.close();
            boolean linewise =
                    entry.getKey().equals(EvidenceName.TRACE)
                            || file.first.kind().equals("step_log");
            if (linewise) {
                sealed.put(
                        entry.getKey(),
                        new Uploads.File(
                                entry.getKey().value(),
                                file.first.kind(),
                                file.first.caseKey(),
                                null,
                                file.length,
                                HexFormat.of().formatHex(file.digest.digest()),
                                file.first.contentType()));
            } else {
                Files.deleteIfExists(path(entry.getKey()));
            }
        }
        growing.clear();
        sealed.putAll(own(EvidenceName.LOG, "agent_log", "text/plain; charset=utf-8"));
        sealed.putAll(own(EvidenceName.EGRESS, "agent_log", "application/x-ndjson"));
        complete.putAll(sealed);
        return List.copyOf(sealed.values());
    }

    /** Stores and describes the manifest. */
    synchronized Uploads.File manifest(Object manifest) throws IOException {
        Files.write(path(EvidenceName.MANIFEST), ProtocolJson.MAPPER.writeValueAsBytes(manifest));
        return own(EvidenceName.MANIFEST, "manifest", "application/json")
                .values()
                .iterator()
                .next();
    }

    private Map<EvidenceName, Uploads.File> own(EvidenceName name, String kind, String contentType)
            throws IOException {
        var path = path(name);
        if (!Files.exists(path)) {
            return Map.of();
        }
        var digest = sha256();
        long length = 0;
        try (var in = Files.newInputStream(path)) {
            var buffer = new byte[64 * 1024];
            int count;
            while ((count = in.read(buffer)) >= 0) {
                digest.update(buffer, 0, count);
                length += count;
            }
        }
        return Map.of(
                name,
                new Uploads.File(
                        name.value(),
                        kind,
                        null,
                        null,
                        length,
                        HexFormat.of().formatHex(digest.digest()),
                        contentType));
    }

    synchronized List<Uploads.File> complete() {
        return List.copyOf(complete.values());
    }

    /** Keeps the completion durably; from now on a new process of this runner can send it. */
    void keep(Sync.Completion completion) throws IOException {
        StateDirectory.write(
                root.resolve(COMPLETION), ProtocolJson.MAPPER.writeValueAsBytes(completion));
    }

    /** A completion an earlier process kept in this directory. */
    static Sync.@Nullable Completion kept(Path root) throws IOException {
        var file = root.resolve(COMPLETION);
        return Files.exists(file)
                ? ProtocolJson.MAPPER.readValue(Files.readAllBytes(file), Sync.Completion.class)
                : null;
    }

    void delete() throws IOException {
        Trees.delete(root);
    }

    static String sha256(byte[] content) {
        return HexFormat.of().formatHex(sha256().digest(content));
    }

    static String sha256(String content) {
        return sha256(content.getBytes(StandardCharsets.UTF_8));
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
