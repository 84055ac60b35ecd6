package dev.tabellion.command.redaction;

/** Whom to forget: everybody of that subject, or all who came from that address. */
public record Person(Kind kind, String value) {
    private static final int LONGEST = 1_024;

    /** By what one is known; the names are members of the clear text. */
    public enum Kind {
        SUBJECT("subject"),
        ADDRESS("address");

        private final String member;

        Kind(String member) {
            this.member = member;
        }

        public String member() {
            return member;
        }
    }

    public Person {
        if (value.isBlank() || value.length() > LONGEST) {
            throw new IllegalArgumentException(
                    "a " + kind.member() + " has 1 to " + LONGEST + " characters");
        }
    }
}
