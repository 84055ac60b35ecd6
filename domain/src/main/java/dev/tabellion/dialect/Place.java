package dev.tabellion.dialect;

import org.jspecify.annotations.Nullable;

/** Where in a document a value stands; spelled out only when something is wrong there. */
record Place(@Nullable Place parent, String name) {
    private static final int LONGEST_NAME = 48;

    static Place top(String name) {
        return new Place(null, name);
    }

    Place at(String member) {
        return new Place(this, member);
    }

    /** A name that may be as long and odd as publishers like, fit for a message. */
    static String shown(String name) {
        return name.length() <= LONGEST_NAME ? name : name.substring(0, LONGEST_NAME) + "...";
    }

    @Override
    public String toString() {
        return parent == null ? shown(name) : parent + "." + shown(name);
    }
}
