package dev.tabellion.tlog;

import dev.tabellion.bytes.Bytes;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/**
 * Reads text, numbers and base64 in their one spelling. Never repairs, trims or replaces anything.
 */
final class StrictText {
    private static final int MOST_DIGITS = 19;

    private StrictText() {}

    /**
     * @param controls the characters below U+0020 that may occur
     */
    static String utf8(Bytes bytes, int longest, String controls) throws MalformedLogData {
        if (bytes.length() > longest) {
            throw new MalformedLogData("longer than " + longest + " bytes");
        }
        String text = decode(bytes);
        if (text.chars().anyMatch(each -> each < ' ' && controls.indexOf(each) < 0)) {
            throw new MalformedLogData("a control character");
        }
        return text;
    }

    /** Without leading zero, and below 2^63. */
    static long number(String digits, String what) throws MalformedLogData {
        boolean isNumber =
                !digits.isEmpty()
                        && digits.length() <= MOST_DIGITS
                        && digits.chars().allMatch(each -> each >= '0' && each <= '9')
                        && (digits.length() == 1 || digits.charAt(0) != '0');
        if (!isNumber) {
            throw notANumber(what);
        }
        try {
            return Long.parseLong(digits);
        } catch (NumberFormatException e) {
            throw notANumber(what);
        }
    }

    static Bytes base64(String text, String what) throws MalformedLogData {
        try {
            return Bytes.base64(text);
        } catch (IllegalArgumentException e) {
            throw new MalformedLogData(what + " is not base64 in its one spelling");
        }
    }

    static Hash hash(String text, String what) throws MalformedLogData {
        Bytes bytes = base64(text, what);
        if (bytes.length() != Hash.LENGTH) {
            throw new MalformedLogData(what + " is not a hash of " + Hash.LENGTH + " bytes");
        }
        return Hash.of(bytes);
    }

    private static String decode(Bytes bytes) throws MalformedLogData {
        try {
            return StandardCharsets.UTF_8.newDecoder().decode(bytes.buffer()).toString();
        } catch (CharacterCodingException e) {
            throw new MalformedLogData("not UTF-8");
        }
    }

    private static MalformedLogData notANumber(String what) {
        return new MalformedLogData(what + " is not a decimal number in its one spelling");
    }
}
