package dev.tabellion.e2e.token;

import dev.tabellion.e2e.pki.Certified;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.Signature;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import tools.jackson.databind.json.JsonMapper;

/** Signs tokens (ES256) with one key and names it in one way. */
public record TokenSigner(Certified key, KeyReference reference) {

    private static final JsonMapper JSON = JsonMapper.shared();

    public String sign(Claims claims) {
        var header = new HashMap<String, Object>(Map.of("typ", "JWT", "alg", "ES256"));
        header.putAll(reference.header(key));
        var signed = encoded(JSON.writeValueAsBytes(header)) + "." + encoded(claimsOf(claims));
        return signed + "." + encoded(signature(signed));
    }

    private static byte[] claimsOf(Claims claims) {
        return JSON.writeValueAsBytes(claims.asMap());
    }

    private byte[] signature(String text) {
        try {
            var signature = Signature.getInstance("SHA256withECDSAinP1363Format");
            signature.initSign(key.privateKey());
            signature.update(text.getBytes(StandardCharsets.US_ASCII));
            return signature.sign();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("signing a token with " + key.key(), e);
        }
    }

    private static String encoded(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
