import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/**
 * One signed publication: its documents by role. Built before the clock starts, never changed
 * afterwards.
 */
record Upload(Map<String, byte[]> documents) {

    private static final String BOUNDARY = "bench-7f1c2a9be04d4c1d";

    byte[] document(String role) {
        return documents.get(role);
    }

    boolean has(String role) {
        return documents.containsKey(role);
    }

    /**
     * The complete HTTP request, as the notary client forms its multipart body: the file name is
     * the role.
     */
    byte[] request(Endpoint endpoint, String collection) {
        var body = new ByteArrayOutputStream(8 * 1024);
        documents.forEach(
                (role, document) -> {
                    write(
                            body,
                            "--"
                                    + BOUNDARY
                                    + "\r\n"
                                    + "Content-Disposition: form-data; name=\"files\"; filename=\""
                                    + role
                                    + "\"\r\nContent-Type: application/octet-stream\r\n\r\n");
                    body.writeBytes(document);
                    write(body, "\r\n");
                });
        write(body, "--" + BOUNDARY + "--\r\n");
        return Connection.post(
                endpoint,
                Collection.path(collection, ""),
                "multipart/form-data; boundary=" + BOUNDARY,
                body.toByteArray());
    }

    private static void write(ByteArrayOutputStream body, String text) {
        body.writeBytes(text.getBytes(StandardCharsets.UTF_8));
    }
}
