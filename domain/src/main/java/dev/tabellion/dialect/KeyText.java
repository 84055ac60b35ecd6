package dev.tabellion.dialect;

import dev.tabellion.bytes.Bytes;
import dev.tabellion.tuf.PublicKey;
import java.util.HexFormat;

/**
 * A key of TUF 1.0 between its text and its bytes: PEM is kept as it stands, hex (of an Ed25519
 * key, or of a point as the first repositories wrote it) is read. Never judges what it reads.
 */
final class KeyText {
    private KeyText() {}

    static Bytes read(String text) {
        boolean isHex = !text.isEmpty() && text.chars().allMatch(HexFormat::isHexDigit);
        return isHex && text.length() % 2 == 0 ? Bytes.hex(text) : Bytes.utf8(text);
    }

    static Json of(PublicKey key) {
        String text = key.value().utf8();
        return new Json.Str(text.startsWith("-----BEGIN ") ? text : key.value().hex());
    }
}
