import java.io.IOException;
import java.util.List;

/**
 * One collection's ready-made requests and how far the server has acknowledged them. Never used by
 * two threads at a time.
 */
final class Publication {

    private final Collection collection;
    private final List<Upload> uploads;
    private final List<byte[]> requests;
    private int sent;
    private int acknowledged;
    private int failed;

    Publication(Endpoint endpoint, Collection collection, int publishes) {
        this.collection = collection;
        this.uploads = collection.publications(publishes);
        this.requests =
                uploads.stream()
                        .map(upload -> upload.request(endpoint, collection.name()))
                        .toList();
    }

    boolean hasSent(int count) {
        return sent == count;
    }

    int failed() {
        return failed;
    }

    String collection() {
        return collection.name();
    }

    String rootByHash() {
        return Audit.rootByHash(uploads.getFirst());
    }

    void send(Connection connection) throws IOException {
        if (connection.send(requests.get(sent++)).ok()) {
            acknowledged = sent;
        } else {
            failed++;
        }
    }

    /** An answer that was no 200 says nothing about what was stored; its row is marked instead. */
    void check(Audit audit) throws IOException {
        if (acknowledged > 0 && failed == 0) {
            audit.check(collection, uploads.getFirst(), uploads.get(acknowledged - 1));
        }
    }
}
