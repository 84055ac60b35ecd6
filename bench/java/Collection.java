import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One collection and its publisher, who holds root and targets keys and, where the server does not,
 * the snapshot key. Writes Notary's dialect byte for byte as its Go client would; reads nothing
 * back (that is {@link Audit}'s).
 */
final class Collection {

    private static final int TARGETS = 10;
    private static final Pattern KEY =
            Pattern.compile("\"keytype\":\"(\\w+)\".*\"public\":\"([A-Za-z0-9+/=]+)\"");

    private final String name;
    private final SigningKey root;
    private final SigningKey targets = SigningKey.generate();
    private final SigningKey snapshot;
    private final SigningKey.PublicKey snapshotShown;
    private final SigningKey.PublicKey timestamp;
    private byte[] rootFile;

    private Collection(
            String name,
            SigningKey root,
            SigningKey snapshot,
            SigningKey.PublicKey snapshotShown,
            SigningKey.PublicKey timestamp) {
        this.name = name;
        this.root = root;
        this.snapshot = snapshot;
        this.snapshotShown = snapshotShown;
        this.timestamp = timestamp;
    }

    /** Asks the server for the keys it keeps; they exist before any clock runs. */
    static Collection open(
            String name,
            SigningKey root,
            boolean serverHeldSnapshot,
            Endpoint endpoint,
            Connection connection)
            throws IOException {
        var timestamp = managedKey(name, "timestamp", endpoint, connection);
        if (serverHeldSnapshot) {
            return new Collection(
                    name,
                    root,
                    null,
                    managedKey(name, "snapshot", endpoint, connection),
                    timestamp);
        }
        SigningKey own = SigningKey.generate();
        return new Collection(name, root, own, own.shown(), timestamp);
    }

    static String path(String collection, String file) {
        return "/v2/" + collection + "/_trust/tuf/" + file;
    }

    String name() {
        return name;
    }

    SigningKey.PublicKey timestamp() {
        return timestamp;
    }

    /**
     * Publications 1 to {@code count}: the first founds the collection, each later one changes
     * every target.
     */
    List<Upload> publications(int count) {
        rootFile = root.sign(rootDocument());
        var uploads = new ArrayList<Upload>(count);
        for (int version = 1; version <= count; version++) {
            Map<String, byte[]> documents = new LinkedHashMap<>();
            if (version == 1) {
                documents.put("root", rootFile);
            }
            byte[] targetsFile = targets.sign(targetsDocument(version));
            documents.put("targets", targetsFile);
            if (snapshot != null) {
                documents.put("snapshot", snapshot.sign(snapshotDocument(version, targetsFile)));
            }
            uploads.add(new Upload(documents));
        }
        return uploads;
    }

    private String rootDocument() {
        var keys = new TreeMap<String, String>();
        for (var key : List.of(root.shown(), targets.shown(), snapshotShown, timestamp)) {
            keys.put(key.id(), "\"" + key.id() + "\":" + key.json());
        }
        return "{\"_type\":\"Root\",\"consistent_snapshot\":false,\"expires\":\""
                + inYears(9)
                + "\",\"keys\":{"
                + String.join(",", keys.values())
                + "},\"roles\":{"
                + role("root", root.shown())
                + ","
                + role("snapshot", snapshotShown)
                + ","
                + role("targets", targets.shown())
                + ","
                + role("timestamp", timestamp)
                + "},\"version\":1}";
    }

    private String targetsDocument(int version) {
        var entries = new ArrayList<String>();
        for (int i = 0; i < TARGETS; i++) {
            byte[] content = (name + ":" + i + "@" + version).getBytes(StandardCharsets.UTF_8);
            entries.add("\"v1.%d\":%s".formatted(i, Digest.fileMeta(content)));
        }
        return "{\"_type\":\"Targets\",\"delegations\":{\"keys\":{},\"roles\":[]},\"expires\":\""
                + inYears(3)
                + "\",\"targets\":{"
                + String.join(",", entries)
                + "},\"version\":"
                + version
                + "}";
    }

    private String snapshotDocument(int version, byte[] targetsFile) {
        return "{\"_type\":\"Snapshot\",\"expires\":\""
                + inYears(3)
                + "\",\"meta\":{\"root\":"
                + Digest.fileMeta(rootFile)
                + ",\"targets\":"
                + Digest.fileMeta(targetsFile)
                + "},\"version\":"
                + version
                + "}";
    }

    private static String role(String role, SigningKey.PublicKey key) {
        return "\"" + role + "\":{\"keyids\":[\"" + key.id() + "\"],\"threshold\":1}";
    }

    private static String inYears(int years) {
        return Instant.now()
                .truncatedTo(ChronoUnit.SECONDS)
                .plus(365L * years, ChronoUnit.DAYS)
                .toString();
    }

    private static SigningKey.PublicKey managedKey(
            String collection, String role, Endpoint endpoint, Connection connection)
            throws IOException {
        String path = path(collection, role + ".key");
        String text = connection.send(Connection.get(endpoint, path)).orFail("GET " + path).text();
        Matcher key = KEY.matcher(text);
        if (!key.find()) {
            throw new IllegalStateException("no key in the answer to GET " + path + ": " + text);
        }
        return new SigningKey.PublicKey(key.group(1), key.group(2));
    }
}
