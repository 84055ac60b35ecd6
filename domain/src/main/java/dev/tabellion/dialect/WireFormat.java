package dev.tabellion.dialect;

import dev.tabellion.bytes.Bytes;
import dev.tabellion.bytes.BytesBuilder;

/**
 * Canonical JSON as Go puts it on the wire: {@code < > &}, U+2028 and U+2029 are escaped. What
 * canonical JSON leaves raw and JSON forbids is escaped, too, so that a file is always JSON.
 */
final class WireFormat {
    private static final String HEX = "0123456789abcdef";

    private WireFormat() {}

    /** All of these bytes occur inside strings only, so their context need not be known. */
    static Bytes of(Bytes canonical) {
        BytesBuilder out = new BytesBuilder();
        for (int i = 0; i < canonical.length(); i++) {
            int b = canonical.at(i) & 0xff;
            if (b < 0x20 || b == '<' || b == '>' || b == '&') {
                out.append("\\u00").append(HEX.charAt(b >> 4)).append(HEX.charAt(b & 0xf));
            } else if (b == 0xe2 && isLineSeparator(canonical, i)) {
                out.append("\\u202").append(HEX.charAt(canonical.at(i + 2) & 0xf));
                i += 2;
            } else {
                out.append(b);
            }
        }
        return out.build();
    }

    /** U+2028 is E2 80 A8 and U+2029 is E2 80 A9. */
    private static boolean isLineSeparator(Bytes bytes, int at) {
        return at + 2 < bytes.length()
                && (bytes.at(at + 1) & 0xff) == 0x80
                && (bytes.at(at + 2) & 0xfe) == 0xa8;
    }
}
