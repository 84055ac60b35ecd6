package dev.tabellion.json;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;

/**
 * Goes through JSON from byte to byte and reads texts and numbers. Takes one spelling of UTF-8
 * only, no byte order mark, and never a number longer than anybody means.
 */
final class PlainJsonScanner {
    /** A value of a kind that nobody asks for: a fraction, a null, a truth, a huge number. */
    static final Object OTHER = new Object();

    /** What stands behind the last byte. */
    static final int END = -1;

    /** Of characters. */
    private static final int LONGEST_NUMBER = 1_000;

    private static final int HEX_DIGITS = 4;
    private static final String ESCAPES = "\"\\/bfnrt";
    private static final String ESCAPED = "\"\\/\b\f\n\r\t";

    private final byte[] json;
    private int at;

    PlainJsonScanner(byte[] json) {
        this.json = json;
    }

    /** What stands here; bytes count from zero. */
    private int here() {
        return at < json.length ? Byte.toUnsignedInt(json[at]) : END;
    }

    /** What stands behind the white space that is here. */
    int next() {
        int c = here();
        while (c <= ' ' && (c == ' ' || c == '\n' || c == '\r' || c == '\t')) {
            at++;
            c = here();
        }
        return c;
    }

    /** Whether {@code sign} is next, which then is left behind. */
    boolean passes(char sign) {
        if (next() != sign) {
            return false;
        }
        at++;
        return true;
    }

    String text() {
        if (!passes('"')) {
            throw refused("no text begins");
        }
        int from = at;
        at = PlainText.end(json, from, json.length);
        String text = here() == '"' ? plain(from, at) : uncommon(from);
        at++;
        return text;
    }

    private String plain(int from, int to) {
        String known = MemberNames.READ.find(json, from, to);
        return known == null
                ? new String(json, from, to - from, StandardCharsets.ISO_8859_1)
                : known;
    }

    private String uncommon(int from) {
        boolean escapes = false;
        while (here() != '"') {
            if (here() < ' ') {
                throw refused("a text ends, or says unescaped what it must escape");
            }
            if (here() == '\\') {
                skipEscape();
                escapes = true;
            } else {
                at++;
            }
        }
        String text = decoded(from, at);
        return escapes ? unescaped(text) : text;
    }

    private void skipEscape() {
        at++;
        if (here() == 'u') {
            at++;
            for (int each = 0; each < HEX_DIGITS; each++) {
                skip(HexFormat.isHexDigit(here()), "no hex digit stands");
            }
        } else {
            skip(ESCAPES.indexOf(here()) >= 0, "an unknown escape stands");
        }
    }

    private void skip(boolean isRight, String otherwise) {
        if (!isRight) {
            throw refused(otherwise);
        }
        at++;
    }

    private String decoded(int from, int to) {
        ByteBuffer text = ByteBuffer.wrap(json, from, to - from);
        try {
            return StandardCharsets.UTF_8.newDecoder().decode(text).toString();
        } catch (CharacterCodingException e) {
            at = text.position();
            throw refused("no UTF-8 stands");
        }
    }

    /** All escapes are known to be right. */
    private static String unescaped(String text) {
        StringBuilder said = new StringBuilder(text.length());
        int done = 0;
        for (int at = text.indexOf('\\'); at >= 0; at = text.indexOf('\\', done)) {
            said.append(text, done, at);
            char escape = text.charAt(at + 1);
            done = at + 2;
            if (escape == 'u') {
                said.append((char) HexFormat.fromHexDigits(text, done, done + HEX_DIGITS));
                done += HEX_DIGITS;
            } else {
                said.append(ESCAPED.charAt(ESCAPES.indexOf(escape)));
            }
        }
        return said.append(text, done, text.length()).toString();
    }

    /** A long, or {@link #OTHER} if it is none. */
    Object number() {
        int from = at;
        boolean negative = passes('-');
        int first = at;
        if (here() == '0') {
            at++;
        } else {
            digits();
        }
        int end = at;
        if (here() == '.') {
            at++;
            digits();
        }
        if (here() == 'e' || here() == 'E') {
            at++;
            at += here() == '+' || here() == '-' ? 1 : 0;
            digits();
        }
        if (at - from > LONGEST_NUMBER) {
            throw refused("a number ends that is too long");
        }
        return at == end ? integer(first, end, negative) : OTHER;
    }

    private void digits() {
        do {
            skip(here() >= '0' && here() <= '9', "no digit stands");
        } while (here() >= '0' && here() <= '9');
    }

    /** Counts below zero, where a long reaches further by one. */
    private Object integer(int from, int to, boolean negative) {
        try {
            long value = 0;
            for (int each = from; each < to; each++) {
                value = Math.subtractExact(Math.multiplyExact(value, 10L), json[each] - '0');
            }
            return negative ? value : Math.negateExact(value);
        } catch (ArithmeticException e) {
            return OTHER;
        }
    }

    Object word(String word) {
        for (int each = 0; each < word.length(); each++) {
            skip(here() == word.charAt(each), "no word of JSON stands");
        }
        return OTHER;
    }

    IllegalStateException refused(String problem) {
        return new IllegalStateException(
                "stored bytes are not JSON: " + problem + " at byte " + at);
    }
}
