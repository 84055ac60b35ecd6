package dev.tabellion.server.imports;

import dev.tabellion.server.imports.dump.DumpRow;

/** What the rows of a dump take in memory together: never more than they may. For one thread. */
final class HeldRows {
    /** What a row takes beside its texts. */
    private static final int ROW = 400;

    /** Of a character, at most. */
    private static final int CHARACTER = 2;

    private final long most;
    private long held;

    /**
     * @param most in bytes
     */
    HeldRows(long most) {
        this.most = most;
    }

    /**
     * @param texts the columns whose texts are kept
     */
    void add(DumpRow row, String... texts) {
        held += ROW;
        for (String text : texts) {
            held += CHARACTER * row.lengthOf(text);
        }
        if (held > most) {
            throw row.wrong(
                    ("more rows than fit into %,d bytes, half of this program's memory: give it"
                                    + " more with TABELLION_JAVA_OPTS, or restore the dump and give"
                                    + " the database's address.")
                            .formatted(most));
        }
    }
}
