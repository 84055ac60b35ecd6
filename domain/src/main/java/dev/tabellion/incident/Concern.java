package dev.tabellion.incident;

import dev.tabellion.detection.Playbook;

/** What playbooks have in common: findings of one concern about one thing are one incident. */
public enum Concern {
    /** Keys that sign by themselves, and the server that uses them. */
    ONLINE("online"),
    /** Publishers' keys and credentials. */
    PUBLISHERS("publishers"),
    ROOT("root"),
    CLOCK("clock"),
    RECORD("record");

    private final String text;

    Concern(String text) {
        this.text = text;
    }

    public static Concern of(Playbook playbook) {
        return switch (playbook) {
            case P1, P2, P7 -> ONLINE;
            case P3, P4, P8 -> PUBLISHERS;
            case P5, P6 -> ROOT;
            case P9 -> CLOCK;
            case P10 -> RECORD;
        };
    }

    /**
     * @throws IllegalArgumentException if there is none of that name
     */
    public static Concern named(String text) {
        for (Concern concern : values()) {
            if (concern.text.equals(text)) {
                return concern;
            }
        }
        throw new IllegalArgumentException("no concern is called " + text);
    }

    /** Its permanent name. */
    public String text() {
        return text;
    }
}
