package dev.tabellion.server.imports.dump;

import dev.tabellion.bytes.Bytes;
import dev.tabellion.server.imports.dump.DumpUnreadable.Place;
import org.jspecify.annotations.Nullable;

/** A value as a dump writes it. A long one is not held: only where it stands. */
public final class Literal {
    private final Place place;
    private final Form form;
    private final long from;
    private final long length;
    private final @Nullable Bytes raw;

    /**
     * @param from the place of its first byte in the file
     * @param length how many bytes the dump has of it
     * @param raw those bytes; null if they are to be read again
     */
    Literal(Place place, Form form, long from, long length, @Nullable Bytes raw) {
        this.place = place;
        this.form = form;
        this.from = from;
        this.length = length;
        this.raw = raw;
    }

    boolean isNull() {
        return form == Form.NULL;
    }

    long length() {
        return length;
    }

    /** The same without its bytes, for whoever keeps many. */
    public Literal unheld() {
        return new Literal(place, form, from, length, null);
    }

    String text(String column) {
        try {
            return form.text(held(column)).utf8();
        } catch (IllegalArgumentException e) {
            throw wrong(column, "no text");
        }
    }

    Bytes bytes(String column) {
        return bytes(column, held(column));
    }

    /** Reads them again if they are not held. */
    Bytes bytes(String column, DumpText text, int most) {
        if (raw != null) {
            return bytes(column, raw);
        }
        if (length > most) {
            throw wrong(column, length + " bytes, more than " + most);
        }
        return bytes(column, text.at(from, (int) length));
    }

    private Bytes bytes(String column, Bytes written) {
        try {
            return form.bytes(written);
        } catch (IllegalArgumentException e) {
            throw wrong(column, "no bytes: " + e.getMessage());
        }
    }

    private Bytes held(String column) {
        if (raw == null) {
            throw wrong(column, length + " bytes, too many");
        }
        return raw;
    }

    DumpUnreadable wrong(String column, String what) {
        return new DumpUnreadable(place, "the column " + column + " holds " + what + ".");
    }
}
