import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.Signature;
import java.security.spec.X509EncodedKeySpec;
import java.util.Arrays;
import java.util.Base64;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Follows what a server serves from the timestamp down and compares it with what was acknowledged.
 * A rate of wrong answers is worth nothing, so the first difference ends the run.
 */
final class Audit {

    private static final Pattern FILE =
            Pattern.compile(
                    "\"(root|targets|snapshot)\":\\{\"hashes\":\\{\"sha256\":\"([A-Za-z0-9+/=]+)\"");
    private static final Pattern SIGNED =
            Pattern.compile(
                    "\\{\"signed\":(\\{.*}),\"signatures\":\\[\\{\"keyid\":\"(\\w+)\""
                            + ".*\"sig\":\"([A-Za-z0-9+/=]+)\"");

    private final Endpoint endpoint;
    private final Connection connection;

    Audit(Endpoint endpoint, Connection connection) {
        this.endpoint = endpoint;
        this.connection = connection;
    }

    /**
     * Ends the run unless the collection stands exactly where its last acknowledged publication put
     * it.
     */
    void check(Collection collection, Upload first, Upload last) throws IOException {
        String timestamp = get(collection, "timestamp.json").text();
        requireSigned(collection, timestamp);
        byte[] digest = Base64.getDecoder().decode(digestOf("snapshot", timestamp, collection));
        byte[] snapshot = get(collection, "snapshot." + Digest.hex(digest) + ".json").body();
        require(
                Arrays.equals(Digest.sha256(snapshot), digest),
                collection,
                "the snapshot is not the one its timestamp names");
        if (last.has("snapshot")) {
            require(
                    Arrays.equals(snapshot, last.document("snapshot")),
                    collection,
                    "the snapshot is not the published one");
        }
        String text = new String(snapshot, StandardCharsets.UTF_8);
        requireDigest(collection, text, "targets", last.document("targets"));
        requireDigest(collection, text, "root", first.document("root"));
        require(
                Arrays.equals(get(collection, "targets.json").body(), last.document("targets")),
                collection,
                "targets.json is not the published one");
        require(
                Arrays.equals(get(collection, rootByHash(first)).body(), first.document("root")),
                collection,
                "the root is not the published one");
    }

    static String rootByHash(Upload first) {
        return "root." + Digest.hex(Digest.sha256(first.document("root"))) + ".json";
    }

    private Answer get(Collection collection, String file) throws IOException {
        String path = Collection.path(collection.name(), file);
        return connection.send(Connection.get(endpoint, path)).orFail("GET " + path);
    }

    private static void requireDigest(
            Collection collection, String snapshot, String role, byte[] published) {
        require(
                digestOf(role, snapshot, collection).equals(Digest.base64Sha256(published)),
                collection,
                "the snapshot names another " + role + " than the published one");
    }

    /**
     * No character of a timestamp is escaped on the wire, so the text between the braces is what
     * was signed.
     */
    private static void requireSigned(Collection collection, String timestamp) {
        Matcher parts = SIGNED.matcher(timestamp);
        require(parts.find(), collection, "the timestamp is not in Notary's form: " + timestamp);
        require(
                parts.group(2).equals(collection.timestamp().id()),
                collection,
                "another key signed the timestamp");
        try {
            var key =
                    new X509EncodedKeySpec(
                            Base64.getDecoder().decode(collection.timestamp().encoded()));
            Signature verifier = Signature.getInstance("SHA256withECDSAinP1363Format");
            verifier.initVerify(KeyFactory.getInstance("EC").generatePublic(key));
            verifier.update(parts.group(1).getBytes(StandardCharsets.UTF_8));
            boolean valid = verifier.verify(Base64.getDecoder().decode(parts.group(3)));
            require(valid, collection, "the timestamp's signature does not verify");
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("verifying the timestamp of " + collection.name(), e);
        }
    }

    private static String digestOf(String role, String document, Collection collection) {
        return FILE.matcher(document)
                .results()
                .filter(found -> found.group(1).equals(role))
                .map(found -> found.group(2))
                .findFirst()
                .orElseThrow(
                        () ->
                                new IllegalStateException(
                                        collection.name()
                                                + ": no digest of "
                                                + role
                                                + " in "
                                                + document));
    }

    private static void require(boolean holds, Collection collection, String otherwise) {
        if (!holds) {
            throw new IllegalStateException(
                    "wrong answer for " + collection.name() + ": " + otherwise);
        }
    }
}
