package io.certyn.cli.evidence;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.certyn.protocol.EvidenceManifest;
import io.certyn.protocol.ProtocolJson;
import io.certyn.protocol.Uploads;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** The folder of one session's evidence, in a file system or in a zip. */
public final class Pack {

    private static final String MANIFEST = "manifest.json";
    private static final String TRACE = "agent-trace.jsonl";

    /** A folder per session, in a folder per run, in a zip. */
    private static final int DEEPEST = 4;

    private static final int LARGEST_MANIFEST = 8 * 1024 * 1024;

    private final Path folder;

    private Pack(Path folder) {
        this.folder = folder;
    }

    /** All packs at or below a folder, which has those of a run when it was downloaded whole. */
    public static List<Pack> below(Path root) throws IOException {
        try (var found =
                Files.find(
                        root,
                        DEEPEST,
                        (path, attributes) ->
                                attributes.isRegularFile() && path.endsWith(MANIFEST))) {
            return found.map(Path::toAbsolutePath)
                    .sorted()
                    .map(manifest -> new Pack(manifest.resolveSibling("")))
                    .toList();
        }
    }

    public PackReport check() throws IOException {
        var problems = new ArrayList<String>();
        ManifestSeal.problem(folder.resolve(MANIFEST), LARGEST_MANIFEST).ifPresent(problems::add);
        var read = manifest();
        if (read.isEmpty()) {
            problems.add(MANIFEST + ": is no manifest");
            return new PackReport(String.valueOf(folder.getFileName()), 0, problems, List.of());
        }
        var manifest = read.get();
        var files = manifest.files().stream().filter(Objects::nonNull).toList();
        for (var file : files) {
            problems.addAll(problems(file));
        }
        problems.addAll(strangers(files));
        var trace = folder.resolve(TRACE);
        if (!Files.isRegularFile(trace)) {
            return new PackReport(manifest.session(), files.size(), problems, List.of());
        }
        var replay = TraceCheck.of(lines(trace), files, manifest.session());
        problems.addAll(replay.problems());
        return new PackReport(manifest.session(), files.size(), problems, replay.cases());
    }

    private Optional<EvidenceManifest> manifest() throws IOException {
        try {
            var text = Texts.read(folder.resolve(MANIFEST), LARGEST_MANIFEST);
            return Optional.of(ProtocolJson.MAPPER.readValue(text, EvidenceManifest.class))
                    .filter(manifest -> manifest.session() != null && manifest.files() != null);
        } catch (JsonProcessingException _) {
            return Optional.empty();
        }
    }

    private static List<String> lines(Path trace) throws IOException {
        return Texts.read(trace, (int) Uploads.MAX_FILE_BYTES).lines().toList();
    }

    private List<String> problems(Uploads.File file) throws IOException {
        var fault = file.fault();
        if (fault.isPresent()) {
            return List.of(MANIFEST + ": a file whose " + fault.get() + " cannot be");
        }
        var path = folder.resolve(file.name());
        if (!Files.isRegularFile(path)) {
            return List.of(file.name() + ": missing");
        }
        if (Files.size(path) != file.bytes()) {
            return List.of(
                    file.name() + ": has " + Files.size(path) + " bytes, not " + file.bytes());
        }
        return Hashes.ofFile(path, file.bytes()).equals(file.sha256())
                ? List.of()
                : List.of(file.name() + ": was changed, its SHA-256 is another");
    }

    /** Files that nothing vouches for. */
    private List<String> strangers(List<Uploads.File> files) throws IOException {
        Set<String> known = files.stream().map(Uploads.File::name).collect(Collectors.toSet());
        var strangers = new TreeSet<String>();
        try (var found = Files.walk(folder)) {
            found.filter(path -> !Files.isDirectory(path))
                    .map(path -> folder.relativize(path).toString())
                    .filter(name ->
                            !known.contains(name)
                                    && !name.equals(MANIFEST)
                                    && !name.equals(ManifestSeal.FILE))
                    .forEach(strangers::add);
        }
        return strangers.stream().map(name -> name + ": is not in the manifest").toList();
    }
}
