package io.certyn.security;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.Base64;

/** Ed25519 key pairs: made, kept as PEM files, and read again. */
public final class SigningKeys {

    private static final String ALGORITHM = "Ed25519";
    private static final Base64.Encoder LINES = Base64.getMimeEncoder(64, new byte[] {'\n'});

    private SigningKeys() {}

    /**
     * Makes the pair of an issuer unless it is there: {@code <directory>/<issuer>.key}, readable by
     * its owner only, and {@code <directory>/trusted/<issuer>.pub}.
     *
     * @throws UncheckedIOException if a file cannot be written
     */
    public static void create(Path keysDirectory, String issuer) {
        var privateFile = keysDirectory.resolve(issuer + ".key");
        var publicFile = keysDirectory.resolve("trusted").resolve(issuer + ".pub");
        if (Files.exists(privateFile) && Files.exists(publicFile)) {
            return;
        }
        var pair = generate();
        try {
            Files.createDirectories(keysDirectory.resolve("trusted"));
            // The private key last: where it exists, its public half does too.
            replace(publicFile, toPem(pair.getPublic()), "rw-r--r--");
            replace(privateFile, toPem(pair.getPrivate()), "rw-------");
        } catch (IOException e) {
            throw new UncheckedIOException("cannot keep the keys of " + issuer, e);
        }
    }

    public static KeyPair generate() {
        try {
            return KeyPairGenerator.getInstance(ALGORITHM).generateKeyPair();
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("this Java has no " + ALGORITHM, e);
        }
    }

    public static String toPem(PrivateKey key) {
        return pem("PRIVATE KEY", key.getEncoded());
    }

    public static String toPem(PublicKey key) {
        return pem("PUBLIC KEY", key.getEncoded());
    }

    public static PrivateKey readPrivate(Path pkcs8Pem) {
        return parsePrivate(text(pkcs8Pem));
    }

    public static PublicKey readPublic(Path publicPem) {
        return parsePublic(text(publicPem));
    }

    /** A private key from the text of a PEM file. */
    public static PrivateKey parsePrivate(String pem) {
        try {
            return keys().generatePrivate(new PKCS8EncodedKeySpec(der("PRIVATE KEY", pem)));
        } catch (GeneralSecurityException e) {
            // Without the cause, which may quote the key.
            throw new IllegalArgumentException("not an " + ALGORITHM + " private key");
        }
    }

    /** A public key from the text of a PEM file. */
    public static PublicKey parsePublic(String pem) {
        return publicKey(der("PUBLIC KEY", pem));
    }

    /** The public key on one line, for a message or a row. */
    public static String encodePublic(PublicKey key) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(key.getEncoded());
    }

    /**
     * Reads what {@link #encodePublic} wrote.
     *
     * @throws IllegalArgumentException if it is not an Ed25519 key
     */
    public static PublicKey decodePublic(String line) {
        return publicKey(Base64.getUrlDecoder().decode(line));
    }

    private static PublicKey publicKey(byte[] der) {
        try {
            return keys().generatePublic(new X509EncodedKeySpec(der));
        } catch (GeneralSecurityException e) {
            throw new IllegalArgumentException("not an " + ALGORITHM + " public key", e);
        }
    }

    private static KeyFactory keys() throws NoSuchAlgorithmException {
        return KeyFactory.getInstance(ALGORITHM);
    }

    private static String pem(String label, byte[] der) {
        return "-----BEGIN %s-----\n%s\n-----END %s-----\n"
                .formatted(label, LINES.encodeToString(der), label);
    }

    private static byte[] der(String label, String pem) {
        var begin = "-----BEGIN " + label + "-----";
        var from = pem.indexOf(begin);
        var to = pem.indexOf("-----END " + label + "-----");
        if (from < 0 || to < from) {
            throw new IllegalArgumentException("no " + label + " in this PEM text");
        }
        return Base64.getMimeDecoder().decode(pem.substring(from + begin.length(), to));
    }

    private static String text(Path file) {
        try {
            return Files.readString(file, StandardCharsets.US_ASCII);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read key file " + file, e);
        }
    }

    /** Written beside and moved, so that nobody reads half a key. */
    private static void replace(Path file, String text, String permissions) throws IOException {
        var fresh = file.resolveSibling(file.getFileName() + ".new");
        Files.deleteIfExists(fresh);
        createFile(fresh, permissions);
        Files.writeString(fresh, text, StandardCharsets.US_ASCII);
        Files.move(
                fresh, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
    }

    private static void createFile(Path file, String permissions) throws IOException {
        var attributes =
                file.getFileSystem().supportedFileAttributeViews().contains("posix")
                        ? new FileAttribute<?>[] {
                            PosixFilePermissions.asFileAttribute(
                                    PosixFilePermissions.fromString(permissions))
                        }
                        : new FileAttribute<?>[0];
        try {
            Files.createFile(file, attributes);
        } catch (FileAlreadyExistsException e) {
            throw new IOException("another process is creating " + file, e);
        }
    }
}
