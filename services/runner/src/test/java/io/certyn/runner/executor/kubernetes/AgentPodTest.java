package io.certyn.runner.executor.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import io.certyn.ids.PoolId;
import io.certyn.ids.SessionId;
import io.certyn.runner.executor.Executor.Purpose;
import io.certyn.runner.work.LeaseKey;
import io.fabric8.kubernetes.api.model.OwnerReferenceBuilder;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class AgentPodTest {

    static final PodShape SHAPE =
            new PodShape(
                    new PodShape.ImageSource("IfNotPresent", Optional.empty()),
                    new PodShape.Resources("2", "2Gi", 0),
                    Optional.of("certyn/agent.json"),
                    Map.of(),
                    List.of());

    private static final UUID ID = UUID.fromString("0198a000-0000-7000-8000-000000000001");
    private static final LeaseKey LEASE = new LeaseKey(new SessionId(ID), 3);
    private static final PodNames NAMES = new PodNames(new PoolId(ID), "mark", "start");
    private static final AgentPod.Access ACCESS =
            new AgentPod.Access(
                    "tls://10.1.2.3:7443", "c0ffee", "t0ken", "http://a:pass@10.1.2.3:3128");

    /** All that the cluster is told, so that nothing is added or lost unseen. */
    @Test
    void aPodIsGivenThisAndNothingElse() {
        var session = LEASE.session().toString();
        var expected =
                """
                apiVersion: v1
                kind: Pod
                metadata:
                  name: %s
                  namespace: agents
                  labels:
                    app.kubernetes.io/name: certyn-agent
                    certyn.io/pool: %s
                    certyn.io/runner: mark
                    certyn.io/instance: start
                    certyn.io/agent: a1
                    certyn.io/session: %s
                    certyn.io/epoch: "3"
                  annotations:
                    certyn.io/link-token: t0ken
                    certyn.io/egress: http://a:pass@10.1.2.3:3128
                    cluster-autoscaler.kubernetes.io/safe-to-evict: "false"
                spec:
                  restartPolicy: Never
                  activeDeadlineSeconds: 780
                  terminationGracePeriodSeconds: 2
                  automountServiceAccountToken: false
                  enableServiceLinks: false
                  shareProcessNamespace: true
                  hostname: agent
                  dnsPolicy: None
                  dnsConfig:
                    nameservers:
                      - 127.0.0.1
                  securityContext:
                    runAsNonRoot: true
                    runAsUser: 10001
                    runAsGroup: 10001
                    fsGroup: 10001
                    seccompProfile:
                      type: Localhost
                      localhostProfile: certyn/agent.json
                  containers:
                    - name: agent
                      image: certyn/agent:1
                      imagePullPolicy: IfNotPresent
                      env:
                        - name: CERTYN_LINK
                          value: tls://10.1.2.3:7443
                        - name: CERTYN_LINK_CERTIFICATE
                          value: c0ffee
                        - name: CERTYN_LINK_TOKEN_FILE
                          value: /run/certyn/token
                        - name: CERTYN_EGRESS_FILE
                          value: /run/certyn/egress
                        - name: CERTYN_CHROMIUM_SANDBOX
                          value: "true"
                        - name: CERTYN_GPU
                          value: "false"
                        - name: NVIDIA_DRIVER_CAPABILITIES
                          value: graphics,utility
                        - name: CERTYN_WORK_DIRECTORY
                          value: /tmp/agent
                        - name: HOME
                          value: /home
                      securityContext:
                        allowPrivilegeEscalation: false
                        privileged: false
                        readOnlyRootFilesystem: true
                        capabilities:
                          drop:
                            - ALL
                      resources:
                        requests:
                          cpu: "2"
                          memory: 2Gi
                          ephemeral-storage: 256Mi
                        limits:
                          cpu: "2"
                          memory: 2Gi
                          ephemeral-storage: 256Mi
                      volumeMounts:
                        - name: access
                          mountPath: /run/certyn
                          readOnly: true
                        - name: tmp
                          mountPath: /tmp
                          readOnly: false
                        - name: home
                          mountPath: /home
                          readOnly: false
                        - name: shared-memory
                          mountPath: /dev/shm
                          readOnly: false
                  volumes:
                    - name: access
                      downwardAPI:
                        defaultMode: 288
                        items:
                          - path: token
                            fieldRef:
                              apiVersion: v1
                              fieldPath: metadata.annotations['certyn.io/link-token']
                          - path: egress
                            fieldRef:
                              apiVersion: v1
                              fieldPath: metadata.annotations['certyn.io/egress']
                    - name: tmp
                      emptyDir:
                        medium: Memory
                        sizeLimit: 512Mi
                    - name: home
                      emptyDir:
                        medium: Memory
                        sizeLimit: 256Mi
                    - name: shared-memory
                      emptyDir:
                        medium: Memory
                        sizeLimit: 256Mi
                """
                        .formatted("ses-" + session.substring(4) + "-3", new PoolId(ID), session);

        Pod read = new KubernetesSerialization().unmarshal(expected);
        assertThat(pod(SHAPE, Optional.empty())).isEqualTo(read);
    }

    @Test
    void noSecretIsInLabelsOrEnvironmentOrArguments() {
        var pod = pod(SHAPE, Optional.empty());
        pod.getMetadata().setAnnotations(Map.of());

        assertThat(new KubernetesSerialization().asYaml(pod)).doesNotContain("t0ken", "pass@");
        assertThat(ACCESS.toString()).doesNotContain("t0ken", "pass@");
    }

    @Test
    void theRuntimesOwnProfileIsUsedWhereThatIsSaid() {
        var shape =
                new PodShape(
                        SHAPE.images(), SHAPE.resources(), Optional.empty(), Map.of(), List.of());

        var profile =
                pod(shape, Optional.empty()).getSpec().getSecurityContext().getSeccompProfile();

        assertThat(profile.getType()).isEqualTo("RuntimeDefault");
        assertThat(profile.getLocalhostProfile()).isNull();
    }

    @Test
    void whatTheOperatorChoosesIsInThePod() {
        var shape =
                new PodShape(
                        new PodShape.ImageSource("Always", Optional.of("registry")),
                        new PodShape.Resources("500m", "1Gi", 2),
                        Optional.of("x.json"),
                        Map.of("certyn.io/agents", "yes"),
                        List.of(PodShape.toleration("certyn.io/agents=yes:NoSchedule")));

        var spec = pod(shape, Optional.empty()).getSpec();

        var container = spec.getContainers().getFirst();
        assertThat(container.getImagePullPolicy()).isEqualTo("Always");
        assertThat(container.getResources().getLimits())
                .isEqualTo(container.getResources().getRequests())
                .containsEntry("cpu", new Quantity("500m"))
                .containsEntry("memory", new Quantity("1Gi"))
                .containsEntry("nvidia.com/gpu", new Quantity("2"));
        assertThat(spec.getImagePullSecrets())
                .singleElement()
                .satisfies(secret -> assertThat(secret.getName()).isEqualTo("registry"));
        assertThat(spec.getNodeSelector()).containsExactly(Map.entry("certyn.io/agents", "yes"));
        assertThat(spec.getTolerations())
                .containsExactly(PodShape.toleration("certyn.io/agents=yes:NoSchedule"));
    }

    @Test
    void aKnownOwnerTakesItsAgentsAlong() {
        var owner = new Placement.Owner("runner-7", "u-1");

        assertThat(pod(SHAPE, Optional.of(owner)).getMetadata().getOwnerReferences())
                .containsExactly(
                        new OwnerReferenceBuilder()
                                .withApiVersion("v1")
                                .withKind("Pod")
                                .withName("runner-7")
                                .withUid("u-1")
                                .build());
    }

    @Test
    void anAddressOfTheNewerKindIsBracketed() {
        assertThat(AgentPod.linkAddress("fd00::7", 7443)).isEqualTo("tls://[fd00::7]:7443");
    }

    private static Pod pod(PodShape shape, Optional<Placement.Owner> owner) {
        var placement = new Placement(new PoolId(ID), "mark", "agents", owner);
        return new AgentPod(NAMES, placement, shape)
                .of("certyn/agent:1", "a1", new Purpose(LEASE, Duration.ofMinutes(10)), ACCESS);
    }
}
