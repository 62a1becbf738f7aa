package io.certyn.runner.executor.docker;

import com.github.dockerjava.api.model.Capability;
import com.github.dockerjava.api.model.DeviceRequest;
import com.github.dockerjava.api.model.HostConfig;
import com.github.dockerjava.api.model.Ulimit;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

/** What every container of ours gives up before it starts. */
final class Hardening {

    static final String USER = "10001:10001";

    private static final long MIB = 1024L * 1024;
    private static final long AGENT_MEMORY = 2048 * MIB;
    private static final long PROXY_MEMORY = 256 * MIB;
    private static final long SHARED_MEMORY = 256 * MIB;
    private static final long AGENT_PIDS = 512L;
    private static final long PROXY_PIDS = 256L;
    private static final long OPEN_FILES = 4096L;

    /** Two cores; as a quota, since an engine with fewer refuses a number of cores. */
    private static final long CPU_PERIOD_MICROS = 100_000L;

    private static final long CPU_QUOTA_MICROS = 2 * CPU_PERIOD_MICROS;

    /**
     * Whom the engine asks for an agent's names: older engines ask the host's resolver even for an
     * internal network, which lets data out. This one is the agent's own loopback.
     */
    private static final String NOBODY = "127.0.0.1";

    /** Every graphics processor of the machine, as NVIDIA's container toolkit hands them out. */
    private static final DeviceRequest GPUS =
            new DeviceRequest()
                    .withDriver("nvidia")
                    .withCount(-1)
                    .withCapabilities(List.of(List.of("gpu")));

    private final String profile;
    private final boolean gpu;

    private Hardening(String profile, boolean gpu) {
        this.profile = profile;
        this.gpu = gpu;
    }

    /**
     * Reads our seccomp profile: the engine's default and what Chromium's own sandbox needs.
     *
     * @param gpu whether agents keep the machine's graphics processors
     */
    static Hardening load(boolean gpu) throws IOException {
        try (var in = Hardening.class.getResourceAsStream("/seccomp.json")) {
            if (in == null) {
                throw new IOException("this build has no seccomp profile");
            }
            return new Hardening(new String(in.readAllBytes(), StandardCharsets.UTF_8), gpu);
        }
    }

    HostConfig agent() {
        return common(AGENT_MEMORY, AGENT_PIDS)
                .withSecurityOpts(List.of("no-new-privileges", "seccomp=" + profile))
                .withTmpFs(
                        Map.of(
                                "/tmp", "rw,noexec,nosuid,nodev,size=512m,mode=1777",
                                "/home", "rw,noexec,nosuid,nodev,size=256m,mode=1777"))
                .withShmSize(SHARED_MEMORY)
                .withDeviceRequests(gpu ? List.of(GPUS) : List.of())
                .withDns(NOBODY);
    }

    HostConfig proxy() {
        return common(PROXY_MEMORY, PROXY_PIDS)
                .withSecurityOpts(List.of("no-new-privileges"))
                .withTmpFs(Map.of("/tmp", "rw,noexec,nosuid,nodev,size=64m,mode=1777"));
    }

    private static HostConfig common(long memory, long pids) {
        return HostConfig.newHostConfig()
                .withCapDrop(Capability.ALL)
                .withReadonlyRootfs(true)
                .withInit(true)
                .withMemory(memory)
                .withMemorySwap(memory)
                .withCpuPeriod(CPU_PERIOD_MICROS)
                .withCpuQuota(CPU_QUOTA_MICROS)
                .withPidsLimit(pids)
                .withUlimits(List.of(new Ulimit("nofile", OPEN_FILES, OPEN_FILES)));
    }
}
