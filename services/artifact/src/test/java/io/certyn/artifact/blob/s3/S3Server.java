package io.certyn.artifact.blob.s3;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * S3Mock in a JVM of its own, since it is a Spring application; one for all tests of this JVM,
 * whatever class loader they come from. Ends with it.
 */
public final class S3Server {

    /** Exists from the start. */
    public static final String BUCKET = "evidence";

    private static final String ENDPOINT = "certyn.test.s3.endpoint";
    private static final Pattern STARTED =
            Pattern.compile("Tomcat started on ports \\d+ \\(https\\), (\\d+) \\(http\\)");

    private S3Server() {}

    public static Bucket bucket(String name) {
        return new Bucket(name, "eu-central-1", Optional.of(endpoint()), true);
    }

    public static synchronized URI endpoint() {
        var known = System.getProperty(ENDPOINT);
        if (known != null) {
            return URI.create(known);
        }
        var started = start();
        System.setProperty(ENDPOINT, started.toString());
        // Where the chain of credentials looks first. The server takes any.
        System.setProperty("aws.accessKeyId", "test");
        System.setProperty("aws.secretAccessKey", "test");
        return started;
    }

    private static URI start() {
        try {
            var process =
                    new ProcessBuilder(
                                    Path.of(System.getProperty("java.home"), "bin", "java")
                                            .toString(),
                                    "-XX:+UseSerialGC",
                                    "-XX:TieredStopAtLevel=1",
                                    "-Xmx256m",
                                    "-jar",
                                    Path.of("target", "s3mock", "s3mock.jar").toString(),
                                    "--server.port=0",
                                    "--com.adobe.testing.s3mock.http-port=0",
                                    "--com.adobe.testing.s3mock.store.initial-buckets=" + BUCKET)
                            .redirectErrorStream(true)
                            .start();
            Runtime.getRuntime().addShutdownHook(new Thread(process::destroy));
            return URI.create("http://127.0.0.1:" + port(process));
        } catch (IOException e) {
            throw new IllegalStateException("cannot start the S3 server", e);
        }
    }

    private static String port(Process process) throws IOException {
        var out =
                new BufferedReader(
                        new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
        var said = new StringBuilder();
        for (var line = out.readLine(); line != null; line = out.readLine()) {
            said.append(line).append('\n');
            var started = STARTED.matcher(line);
            if (started.find()) {
                // It would stop at a full pipe.
                Thread.ofVirtual().start(() -> out.lines().forEach(_ -> {}));
                return started.group(1);
            }
        }
        throw new IOException("the S3 server ended: " + said);
    }
}
