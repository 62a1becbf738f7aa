package io.certyn.artifact.blob.files;

import io.certyn.artifact.blob.Blobs;
import io.certyn.artifact.blob.BlobsContract;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

class FileBlobsTest extends BlobsContract {

    @Override
    protected Blobs open(Path directory) throws IOException {
        return new FileBlobs(directory);
    }

    @Override
    protected List<String> objects() throws IOException {
        return filesOnDisk();
    }
}
