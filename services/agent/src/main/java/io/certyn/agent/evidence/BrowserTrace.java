package io.certyn.agent.evidence;

import io.certyn.security.Redactor;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;

/**
 * The zip in which Playwright records a case. It holds what was typed, in the calls and in the
 * pages' states, and every body that came over the network.
 */
final class BrowserTrace {

    /** What shows and does not tell: its bytes are no text. */
    private static final Set<String> PICTURES = Set.of("jpeg", "jpg", "png", "webp", "gif");

    private BrowserTrace() {}

    /** The same zip beside it, with each entry redacted. */
    static Path redacted(Path recorded, Redactor redactor) throws IOException {
        var clean = recorded.resolveSibling("redacted-" + recorded.getFileName());
        try (var in = new ZipInputStream(Files.newInputStream(recorded));
                var out = new ZipOutputStream(Files.newOutputStream(clean))) {
            for (var entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
                out.putNextEntry(new ZipEntry(redactor.redact(entry.getName())));
                if (isPicture(entry.getName())) {
                    in.transferTo(out);
                } else {
                    // Closed with the zip, not with the entry.
                    redactor.redacting(in).transferTo(out);
                }
                out.closeEntry();
            }
        }
        return clean;
    }

    private static boolean isPicture(String name) {
        return PICTURES.contains(name.substring(name.lastIndexOf('.') + 1));
    }
}
