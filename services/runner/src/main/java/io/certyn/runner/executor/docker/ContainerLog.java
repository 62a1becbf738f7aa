package io.certyn.runner.executor.docker;

import com.github.dockerjava.api.async.ResultCallback;
import com.github.dockerjava.api.model.Frame;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** Keeps what a container prints, up to a limit. */
final class ContainerLog extends ResultCallback.Adapter<Frame> {

    private static final System.Logger LOG = System.getLogger(ContainerLog.class.getName());
    private static final long LIMIT = 10L * 1024 * 1024;

    private final OutputStream out;
    private long kept;

    ContainerLog(Path file) throws IOException {
        this.out = Files.newOutputStream(file);
    }

    @Override
    public void onNext(Frame frame) {
        try {
            if (kept < LIMIT) {
                out.write(frame.getPayload());
                kept += frame.getPayload().length;
                if (kept >= LIMIT) {
                    out.write("\n[the rest was cut]\n".getBytes(StandardCharsets.US_ASCII));
                }
                out.flush();
            }
        } catch (IOException e) {
            LOG.log(System.Logger.Level.DEBUG, "agent log not kept", e);
        }
    }

    @Override
    public void close() throws IOException {
        super.close();
        out.close();
    }
}
