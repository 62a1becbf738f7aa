package io.certyn.agent.session;

import io.certyn.protocol.Assignment;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The files a case brings along, laid down where a browser can take them from. */
final class CaseFiles {

    private CaseFiles() {}

    static Map<String, Path> write(List<Assignment.File> files, Path directory) {
        var written = new TreeMap<String, Path>();
        for (var file : files) {
            var path = directory.resolve(file.name()).normalize();
            if (!directory.equals(path.getParent())) {
                throw new IllegalArgumentException("not the name of a file: " + file.name());
            }
            try {
                Files.createDirectories(directory);
                Files.write(path, Base64.getDecoder().decode(file.base64()));
            } catch (IOException e) {
                throw new UncheckedIOException("file of a case", e);
            }
            written.put(file.name(), path);
        }
        return written;
    }
}
