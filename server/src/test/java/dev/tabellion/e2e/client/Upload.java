package dev.tabellion.e2e.client;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** The multipart body of a publication: one part per role, the role being the file's name. */
public final class Upload {

    private static final String BOUNDARY = "the-boundary-of-an-upload";

    private final ByteArrayOutputStream parts = new ByteArrayOutputStream();

    /** With this document for this role. */
    public Upload with(String role, byte[] document) {
        write(
                "--%s\r\nContent-Disposition: form-data; name=\"files\"; filename=\"%s\"\r\n"
                        .formatted(BOUNDARY, role));
        write("Content-Type: application/octet-stream\r\n\r\n");
        parts.writeBytes(document);
        write("\r\n");
        return this;
    }

    public Upload with(String role, Path file) {
        try {
            return with(role, Files.readAllBytes(file));
        } catch (IOException e) {
            throw new UncheckedIOException("reading " + file, e);
        }
    }

    public Upload with(String role, String document) {
        return with(role, document.getBytes(StandardCharsets.UTF_8));
    }

    String contentType() {
        return "multipart/form-data; boundary=" + BOUNDARY;
    }

    byte[] body() {
        var whole = new ByteArrayOutputStream();
        whole.writeBytes(parts.toByteArray());
        whole.writeBytes(("--" + BOUNDARY + "--\r\n").getBytes(StandardCharsets.UTF_8));
        return whole.toByteArray();
    }

    private void write(String text) {
        parts.writeBytes(text.getBytes(StandardCharsets.UTF_8));
    }
}
