package io.certyn.runner.register;

import io.certyn.ids.PoolId;
import io.certyn.ids.RunnerId;
import io.certyn.protocol.ProtocolJson;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.time.Instant;
import java.util.Base64;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

/** The files that outlive this process: key, identity. Readable by nobody else. */
public final class StateDirectory {

    private static final String KEY = "runner.key";
    private static final String NEXT_KEY = "runner.key.next";
    private static final String IDENTITY = "identity.json";

    private final Path directory;

    public StateDirectory(Path directory) {
        this.directory = directory;
    }

    private record StoredKey(String privateKey, String publicKey) {}

    private record StoredIdentity(String runner, String tenant, String pool) {}

    /** Creates the directory and the ones it lies in. */
    public void prepare() throws IOException {
        Files.createDirectories(directory);
        Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwx------"));
    }

    public Path resolve(String name) {
        return directory.resolve(name);
    }

    public Optional<Identity> identity() throws IOException {
        var file = directory.resolve(IDENTITY);
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        var stored = ProtocolJson.MAPPER.readValue(Files.readAllBytes(file), StoredIdentity.class);
        return Optional.of(
                new Identity(
                        RunnerId.parse(stored.runner()),
                        stored.tenant(),
                        PoolId.parse(stored.pool()),
                        keys().getPrivate()));
    }

    public void keep(Identity identity) throws IOException {
        write(
                directory.resolve(IDENTITY),
                ProtocolJson.MAPPER.writeValueAsBytes(
                        new StoredIdentity(
                                identity.runner().toString(),
                                identity.tenant(),
                                identity.pool().toString())));
    }

    /**
     * The key pair, made on first use and stored before anybody hears of it: a registration whose
     * answer was lost is repeated with the same key.
     */
    public KeyPair keys() throws IOException {
        return keys(directory.resolve(KEY));
    }

    /** The key pair that will take the place of the present one, made and stored likewise. */
    KeyPair nextKeys() throws IOException {
        return keys(directory.resolve(NEXT_KEY));
    }

    /** From now on the next key pair is the present one. */
    void takeNextKeys() throws IOException {
        Files.move(
                directory.resolve(NEXT_KEY),
                directory.resolve(KEY),
                StandardCopyOption.ATOMIC_MOVE,
                StandardCopyOption.REPLACE_EXISTING);
    }

    /** When the present key pair was made. */
    Instant keysMade() throws IOException {
        return Files.getLastModifiedTime(directory.resolve(KEY)).toInstant();
    }

    private static KeyPair keys(Path file) throws IOException {
        try {
            if (!Files.exists(file)) {
                var made = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
                write(
                        file,
                        ProtocolJson.MAPPER.writeValueAsBytes(
                                new StoredKey(
                                        base64(made.getPrivate().getEncoded()),
                                        base64(made.getPublic().getEncoded()))));
                return made;
            }
            var stored = ProtocolJson.MAPPER.readValue(Files.readAllBytes(file), StoredKey.class);
            var factory = KeyFactory.getInstance("Ed25519");
            return new KeyPair(
                    factory.generatePublic(new X509EncodedKeySpec(bytes(stored.publicKey()))),
                    factory.generatePrivate(new PKCS8EncodedKeySpec(bytes(stored.privateKey()))));
        } catch (GeneralSecurityException | IllegalArgumentException e) {
            throw new IOException("no usable key in " + file, e);
        }
    }

    /** Writes a file whole or not at all, and durably. */
    public static void write(Path file, byte[] content) throws IOException {
        var parent = file.toAbsolutePath().getParent();
        if (parent == null) {
            throw new IOException("not a file: " + file);
        }
        var fresh = file.resolveSibling(file.getFileName() + ".new");
        Files.deleteIfExists(fresh);
        var options = EnumSet.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
        var ownerOnly =
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));
        try (var channel = FileChannel.open(fresh, options, ownerOnly)) {
            var buffer = ByteBuffer.wrap(content);
            while (buffer.hasRemaining()) {
                channel.write(buffer);
            }
            channel.force(true);
        }
        Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE);
        try (var channel = FileChannel.open(parent, Set.of(StandardOpenOption.READ))) {
            channel.force(true);
        }
    }

    private static String base64(byte[] bytes) {
        return new String(Base64.getEncoder().encode(bytes), StandardCharsets.US_ASCII);
    }

    private static byte[] bytes(String base64) {
        return Base64.getDecoder().decode(base64);
    }
}
