package io.certyn.runner.executor;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** Keeps what an agent prints, up to a limit: the rest is read and thrown away. */
public final class BoundedLog {

    private static final int LIMIT = 10 * 1024 * 1024;
    private static final byte[] CUT = "\n[the rest was cut]\n".getBytes(StandardCharsets.US_ASCII);

    private BoundedLog() {}

    /** Copies until the source ends; also when the file cannot be written, so nobody blocks. */
    public static void copy(InputStream source, Path file) {
        try (source;
                OutputStream out = Files.newOutputStream(file)) {
            var buffer = new byte[8192];
            long kept = 0;
            int count;
            while ((count = source.read(buffer)) >= 0) {
                if (kept < LIMIT) {
                    out.write(buffer, 0, count);
                    kept += count;
                    if (kept >= LIMIT) {
                        out.write(CUT);
                    }
                }
            }
        } catch (IOException e) {
            System.getLogger(BoundedLog.class.getName())
                    .log(System.Logger.Level.DEBUG, "agent log ended error={0}", e.toString());
        }
    }
}
