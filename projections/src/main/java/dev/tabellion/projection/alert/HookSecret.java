package dev.tabellion.projection.alert;

import java.nio.charset.StandardCharsets;
import java.security.InvalidKeyException;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * What a webhook's receiver knows us by (Standard Webhooks): {@code whsec_} and 24 to 64 bytes in
 * base64. Never told, not even to a log.
 */
public final class HookSecret {
    private static final String PREFIX = "whsec_";
    private static final String ALGORITHM = "HmacSHA256";
    private static final int SHORTEST = 24;
    private static final int LONGEST = 64;

    private final SecretKeySpec key;

    private HookSecret(SecretKeySpec key) {
        this.key = key;
    }

    /**
     * @throws IllegalArgumentException without repeating any of it
     */
    public static HookSecret of(String text) {
        byte[] bytes;
        try {
            bytes =
                    text.startsWith(PREFIX)
                            ? Base64.getDecoder().decode(text.substring(PREFIX.length()))
                            : new byte[0];
        } catch (IllegalArgumentException e) {
            bytes = new byte[0]; // and no cause, which would repeat a part
        }
        if (bytes.length < SHORTEST || bytes.length > LONGEST) {
            throw new IllegalArgumentException(
                    "a webhook's secret is whsec_ and 24 to 64 bytes in base64");
        }
        return new HookSecret(new SecretKeySpec(bytes, ALGORITHM));
    }

    /** The value of {@code webhook-signature}. */
    String sign(String id, long timestamp, byte[] body) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(key);
            mac.update((id + "." + timestamp + ".").getBytes(StandardCharsets.UTF_8));
            return "v1," + Base64.getEncoder().encodeToString(mac.doFinal(body));
        } catch (NoSuchAlgorithmException | InvalidKeyException e) {
            throw new IllegalStateException("signing for a webhook", e);
        }
    }

    @Override
    public String toString() {
        return PREFIX + "…";
    }
}
