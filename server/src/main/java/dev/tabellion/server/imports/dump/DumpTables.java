package dev.tabellion.server.imports.dump;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** The tables that are wanted of a dump: which were met, and the names of their columns. */
final class DumpTables {
    private static final int MOST_COLUMNS = 1_600; // PostgreSQL's own limit
    private static final Set<String> NO_COLUMNS =
            Set.of(
                    "PRIMARY",
                    "UNIQUE",
                    "KEY",
                    "INDEX",
                    "CONSTRAINT",
                    "CHECK",
                    "FOREIGN",
                    "FULLTEXT",
                    "SPATIAL",
                    "EXCLUDE",
                    "LIKE",
                    "PERIOD");

    private final DumpLexer lexer;
    private final DumpValues values;
    private final Set<String> wanted;

    /** By name, with the database that they are of. */
    private final Map<String, String> met = new HashMap<>();

    private final Map<String, List<String>> columns = new HashMap<>();
    private String database = "";

    DumpTables(DumpLexer lexer, DumpValues values, Set<String> wanted) {
        this.lexer = lexer;
        this.values = values;
        this.wanted = wanted;
    }

    Set<String> met() {
        return Set.copyOf(met.keySet());
    }

    /** What follows is of another one. */
    void in(String otherDatabase) {
        database = otherDatabase;
    }

    /** Reads a table's name; tells it without what it is of. */
    String name() {
        String name = lexer.word();
        if (name.equalsIgnoreCase("if")) { // not exists
            lexer.word();
            lexer.word();
            name = lexer.word();
        }
        StringBuilder whole = new StringBuilder(database + " " + name);
        while (lexer.take('.')) {
            name = lexer.word();
            whole.append('.').append(name);
        }
        if (wanted.contains(name)) {
            lexer.reading(name);
            String before = met.putIfAbsent(name, whole.toString());
            if (before != null && !before.contentEquals(whole)) {
                throw lexer.wrong("a second table of that name: dump one database alone.");
            }
        }
        return name;
    }

    /** Reads what is created, as far as it is a table that is wanted. */
    void create() {
        String what = lexer.word();
        if (what.equalsIgnoreCase("UNLOGGED")) {
            what = lexer.word();
        }
        if (what.equalsIgnoreCase("TABLE")) {
            String table = name();
            if (wanted.contains(table) && lexer.take('(')) {
                columns.put(table, definitions());
            }
        }
        values.skipStatement();
    }

    /** Up to the first that defines no column: both programs write those last. */
    private List<String> definitions() {
        List<String> names = new ArrayList<>();
        do {
            boolean isQuoted = lexer.peek() == '`' || lexer.peek() == '"';
            String name = lexer.word();
            if (!isQuoted && NO_COLUMNS.contains(name.toUpperCase(Locale.ROOT))) {
                return names;
            }
            names.add(name);
            values.skipDefinition();
        } while (lexer.take(',') && names.size() < MOST_COLUMNS);
        return names;
    }

    /** Reads the names of a statement's columns; without any, those that its table has. */
    List<String> columnsOf(String table) {
        List<String> named = lexer.take('(') ? names() : columns.get(table);
        if (named == null && wanted.contains(table)) {
            throw lexer.wrong(
                    "nothing names its columns: dump it with its schema, or with --column-inserts"
                            + " or --complete-insert.");
        }
        return named == null ? List.of() : named;
    }

    private List<String> names() {
        List<String> names = new ArrayList<>();
        do {
            names.add(lexer.word());
        } while (lexer.take(',') && names.size() < MOST_COLUMNS);
        lexer.expect(')');
        return names;
    }
}
