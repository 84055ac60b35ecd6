package dev.tabellion.server.imports.dump;

import dev.tabellion.bytes.Bytes;
import java.io.ByteArrayOutputStream;

/** The ways in which dumps write a value. */
enum Form {
    NULL,
    /** A number, or a word like {@code true}. */
    BARE,
    /** A field of {@code COPY … FROM stdin}. */
    COPIED,
    /** {@code '…'} as SQL has it: a quote is doubled, a backslash is itself. */
    QUOTED,
    /** {@code E'…'}: PostgreSQL's with backslashes. */
    E_QUOTED,
    /** {@code '…'} as MySQL has it, with backslashes. */
    ESCAPED,
    /** {@code 0x…} or {@code x'…'}. */
    HEX;

    boolean hasBackslashes() {
        return this == COPIED || this == E_QUOTED || this == ESCAPED;
    }

    /** Whether bytes stand in it as PostgreSQL writes a {@code bytea}. */
    private boolean isOfPostgres() {
        return this == COPIED || this == QUOTED || this == E_QUOTED;
    }

    /**
     * What the value's text stands for.
     *
     * @throws IllegalArgumentException if it stands for nothing
     */
    Bytes text(Bytes raw) {
        return switch (this) {
            case NULL, BARE -> raw;
            case HEX -> Bytes.hex(raw.utf8());
            case COPIED, QUOTED, E_QUOTED, ESCAPED -> unescaped(raw);
        };
    }

    /**
     * The bytes that a column of bytes has.
     *
     * @throws IllegalArgumentException if it stands for none
     */
    Bytes bytes(Bytes raw) {
        Bytes text = text(raw);
        if (!isOfPostgres()) {
            return text;
        }
        boolean isHex = text.length() >= 2 && text.at(0) == '\\' && text.at(1) == 'x';
        return isHex ? Bytes.hex(text.utf8().substring(2)) : escapeFormat(text);
    }

    private Bytes unescaped(Bytes raw) {
        ByteArrayOutputStream out = new ByteArrayOutputStream(raw.length());
        for (int at = 0; at < raw.length(); at++) {
            byte c = raw.at(at);
            if (c == '\\' && hasBackslashes()) {
                at++;
                int octal = this == COPIED ? octalDigits(raw, at) : 0;
                out.write(octal > 0 ? octal(raw, at, octal) : meant(at(raw, at)));
                at += Math.max(0, octal - 1);
            } else {
                out.write(c);
                at += c == '\'' && this != COPIED ? 1 : 0; // the second of two
            }
        }
        return Bytes.of(out.toByteArray());
    }

    private int meant(byte escaped) {
        return switch (escaped) {
            case 'b' -> '\b';
            case 'n' -> '\n';
            case 'r' -> '\r';
            case 't' -> '\t';
            case 'f' -> this == ESCAPED ? 'f' : '\f';
            case 'v' -> this == COPIED ? 0x0b : 'v';
            case '0' -> this == ESCAPED ? 0 : '0';
            case 'Z' -> this == ESCAPED ? 0x1a : 'Z';
            default -> escaped;
        };
    }

    /** What a PostgreSQL with {@code bytea_output = escape} writes. */
    private static Bytes escapeFormat(Bytes text) {
        ByteArrayOutputStream out = new ByteArrayOutputStream(text.length());
        for (int at = 0; at < text.length(); at++) {
            if (text.at(at) != '\\') {
                out.write(text.at(at));
            } else if (at(text, at + 1) == '\\') {
                out.write('\\');
                at++;
            } else if (octalDigits(text, at + 1) == 3) {
                out.write(octal(text, at + 1, 3));
                at += 3;
            } else {
                throw new IllegalArgumentException("a backslash among bytes means nothing");
            }
        }
        return Bytes.of(out.toByteArray());
    }

    private static int octalDigits(Bytes text, int from) {
        int digits = 0;
        while (digits < 3
                && from + digits < text.length()
                && text.at(from + digits) >= '0'
                && text.at(from + digits) <= '7') {
            digits++;
        }
        return digits;
    }

    private static int octal(Bytes text, int from, int digits) {
        int value = 0;
        for (int at = from; at < from + digits; at++) {
            value = value * 8 + text.at(at) - '0';
        }
        return value;
    }

    private static byte at(Bytes text, int at) {
        if (at >= text.length()) {
            throw new IllegalArgumentException("it ends in a backslash");
        }
        return text.at(at);
    }
}
