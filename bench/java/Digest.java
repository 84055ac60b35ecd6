import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.HexFormat;

/** Digests as metadata and paths write them. */
final class Digest {

    private Digest() {}

    static byte[] sha256(byte[] bytes) {
        return of("SHA-256", bytes);
    }

    static String hex(byte[] digest) {
        return HexFormat.of().formatHex(digest);
    }

    static String base64Sha256(byte[] bytes) {
        return Base64.getEncoder().encodeToString(sha256(bytes));
    }

    /** What one file says of another: both digests and the length. */
    static String fileMeta(byte[] file) {
        return "{\"hashes\":{\"sha256\":\""
                + base64Sha256(file)
                + "\",\"sha512\":\""
                + Base64.getEncoder().encodeToString(of("SHA-512", file))
                + "\"},\"length\":"
                + file.length
                + "}";
    }

    private static byte[] of(String algorithm, byte[] bytes) {
        try {
            return MessageDigest.getInstance(algorithm).digest(bytes);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has " + algorithm, e);
        }
    }
}
