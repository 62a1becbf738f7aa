package io.certyn.cli.local;

import io.certyn.local.LocalStackException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.zip.CRC32;

/**
 * Where the sockets between runner and agents lie. Not in the data directory: the path of a Unix
 * socket has at most 108 bytes.
 */
record RuntimeDirectory(Path path) {

    static RuntimeDirectory of(DataDirectory data) {
        var checksum = new CRC32();
        checksum.update(data.root().toString().getBytes(StandardCharsets.UTF_8));
        var name = "certyn-%08x".formatted(checksum.getValue());
        var directory =
                new RuntimeDirectory(Path.of(System.getProperty("java.io.tmpdir")).resolve(name));
        directory.delete();
        try {
            Files.createDirectory(
                    directory.path,
                    PosixFilePermissions.asFileAttribute(
                            PosixFilePermissions.fromString("rwx------")));
            return directory;
        } catch (IOException e) {
            throw new LocalStackException(directory.path + " cannot be created.", e);
        }
    }

    void delete() {
        if (!Files.isDirectory(path)) {
            return;
        }
        try {
            Scratch.delete(path);
        } catch (IOException e) {
            throw new LocalStackException(path + " cannot be deleted.", e);
        }
    }
}
