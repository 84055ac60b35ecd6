package dev.tabellion.server.database;

/** A login of the database. Its password never appears in text made from it. */
public record DatabaseRole(String name, String password) {

    @Override
    public String toString() {
        return "DatabaseRole[" + name + "]";
    }
}
