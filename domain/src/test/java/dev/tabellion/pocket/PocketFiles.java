package dev.tabellion.pocket;

import dev.tabellion.bytes.Bytes;
import dev.tabellion.bytes.BytesBuilder;
import dev.tabellion.collection.Upload;
import dev.tabellion.tuf.RoleName;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.json.JsonMapper;

/** A pocket publisher's files on their way out. */
public final class PocketFiles {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final String BOUNDARY = "pocket-0c2f6b1d9e8a4753";

    private PocketFiles() {}

    /** The header {@code Content-Type} of {@link #multipart}. */
    public static String contentType() {
        return "multipart/form-data; boundary=" + BOUNDARY;
    }

    /** The body of a publish request as Notary's clients write it. */
    public static Bytes multipart(List<Upload> uploads) {
        BytesBuilder body = new BytesBuilder();
        for (Upload upload : uploads) {
            body.append("--" + BOUNDARY + "\r\n")
                    .append("Content-Disposition: form-data; name=\"files\"; filename=\"")
                    .append(upload.role().value())
                    .append("\"\r\nContent-Type: application/octet-stream\r\n\r\n")
                    .append(upload.file())
                    .append("\r\n");
        }
        return body.append("--" + BOUNDARY + "--\r\n").build();
    }

    /** The same document with blanks and line feeds: its signatures hold, its digest is another. */
    public static Bytes indented(Bytes file) {
        return Bytes.utf8(
                JSON.writerWithDefaultPrettyPrinter()
                        .writeValueAsString(JSON.readTree(file.utf8())));
    }

    static List<Upload> uploads(Map<RoleName, Bytes> files) {
        return files.entrySet().stream().map(f -> new Upload(f.getKey(), f.getValue())).toList();
    }
}
