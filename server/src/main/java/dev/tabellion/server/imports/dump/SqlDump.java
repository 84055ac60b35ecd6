package dev.tabellion.server.imports.dump;

import dev.tabellion.bytes.Bytes;
import dev.tabellion.server.imports.dump.DumpUnreadable.Place;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

/**
 * A dump as a file of SQL: hands over the rows of the tables that are wanted, in one pass, and
 * afterwards long values by their places. Runs nothing of it, and holds no more than a row.
 */
public final class SqlDump implements AutoCloseable {
    /**
     * Twice what Notary's clients take for a document, which may be written in hexadecimal; less
     * where that, which is held several times over while it is read, would not fit into memory.
     */
    private static final int LONGEST_VALUE =
            (int) Math.min(200 << 20, Runtime.getRuntime().maxMemory() / 12);

    private static final Map<String, String> NO_SQL =
            Map.of(
                    "PGDMP", "is in a format of pg_dump's own: pg_restore -f makes SQL of it.",
                    "\u001f\u008b", "is compressed: gunzip it first.",
                    "(\u00b5/\u00fd", "is compressed: unzstd it first.",
                    "\u00fd7zXZ", "is compressed: unxz it first.",
                    "\u00ff\u00fe", "is UTF-16: have the program write the file itself.",
                    "<?xml", "is XML: dump it as SQL.");

    private final DumpText text;
    private final DumpLexer lexer;
    private final DumpValues values;

    private SqlDump(DumpText text) {
        this.text = text;
        this.lexer = new DumpLexer(text);
        this.values = new DumpValues(text, lexer);
    }

    /**
     * @throws DumpUnreadable if there is no such file, or it is no SQL
     */
    public static SqlDump open(Path file) {
        DumpText text = DumpText.open(file);
        for (Map.Entry<String, String> each : NO_SQL.entrySet()) {
            if (text.isNext(each.getKey())) {
                text.close();
                throw new DumpUnreadable(file, each.getValue(), null);
            }
        }
        return new SqlDump(text);
    }

    /**
     * Once, from the beginning to the end.
     *
     * @param wanted who is handed each row of a table, by the table's name
     * @return those of the tables that are there, with rows or without
     * @throws DumpUnreadable if it is not what one of the programs wrote, or not all of it
     */
    public Set<String> read(Map<String, Consumer<DumpRow>> wanted) {
        DumpTables tables = new DumpTables(lexer, values, wanted.keySet());
        while (lexer.peek() >= 0) {
            if (lexer.peek() == '\\') { // for psql
                String command = lexer.restOfLine();
                if (command.startsWith("\\connect ")) {
                    tables.in(command);
                }
            } else {
                statement(lexer.word().toUpperCase(Locale.ROOT), tables, wanted);
            }
            lexer.reading(null);
        }
        if (lexer.wholeness().isCut()) {
            throw lexer.wrong("the program that wrote it did not write it to its end.");
        }
        return tables.met();
    }

    private void statement(String first, DumpTables tables, Map<String, Consumer<DumpRow>> wanted) {
        switch (first) {
            case "COPY" -> copy(tables, wanted);
            case "INSERT", "REPLACE" -> insert(tables, wanted);
            case "CREATE" -> tables.create();
            case "USE" -> {
                tables.in(lexer.word());
                values.skipStatement();
            }
            case "DELIMITER" -> lexer.takeThrough("\nDELIMITER ;", "a trigger or a procedure");
            default -> values.skipStatement();
        }
    }

    private void copy(DumpTables tables, Map<String, Consumer<DumpRow>> wanted) {
        String table = tables.name();
        List<String> columns = tables.columnsOf(table);
        if (!lexer.word().equalsIgnoreCase("FROM") || !lexer.word().equalsIgnoreCase("stdin")) {
            throw lexer.wrong("a COPY that no dump has.");
        }
        lexer.restOfLine();
        text.next();
        Consumer<DumpRow> rows = wanted.get(table);
        while (!values.takeEndOfCopy()) {
            Place place = lexer.here();
            List<Literal> row = values.fields();
            if (rows != null) {
                rows.accept(new DumpRow(place, columns, row));
            }
        }
    }

    private void insert(DumpTables tables, Map<String, Consumer<DumpRow>> wanted) {
        wordsUpTo("INTO");
        String table = tables.name();
        Consumer<DumpRow> rows = wanted.get(table);
        if (rows != null) {
            List<String> columns = tables.columnsOf(table);
            wordsUpTo("VALUES");
            do {
                rows.accept(row(columns));
            } while (lexer.take(','));
        }
        values.skipStatement();
    }

    private DumpRow row(List<String> columns) {
        lexer.expect('(');
        Place place = lexer.here();
        List<Literal> row = new ArrayList<>();
        do {
            row.add(values.value());
        } while (lexer.take(',') && row.size() <= columns.size());
        lexer.expect(')');
        return new DumpRow(place, columns, row);
    }

    private void wordsUpTo(String last) {
        String word;
        do {
            word = lexer.word();
            if (word.isEmpty()) {
                throw lexer.wrong("an INSERT that no dump has.");
            }
        } while (!word.equalsIgnoreCase(last));
    }

    /**
     * What a value of a column of bytes stands for.
     *
     * @throws DumpUnreadable if it stands for none, or for too many
     */
    public Bytes bytes(String column, Literal literal) {
        return literal.bytes(column, text, LONGEST_VALUE);
    }

    @Override
    public String toString() {
        return text.file().toString();
    }

    @Override
    public void close() {
        text.close();
    }
}
