package dev.tabellion.api;

import java.util.Locale;

/** What somebody may do with the API. Never a right on a collection's metadata. */
public enum ApiRole {
    /** Sees what happened, but not who did it. */
    READER,

    /** Sees everything, people and the log's entries included. */
    AUDITOR,

    /** Works on findings. */
    RESPONDER,

    /** Tells what it saw elsewhere, and sees nothing here. */
    EYE,

    /** Changes what cannot be taken back. */
    OPERATOR;

    /** Whether who has this role has the other one too. */
    public boolean implies(ApiRole other) {
        return switch (this) {
            case READER -> other == READER;
            case AUDITOR -> other == READER || other == AUDITOR;
            case RESPONDER -> other == READER || other == RESPONDER;
            case EYE -> other == EYE;
            case OPERATOR -> true;
        };
    }

    /** The role's name in tokens. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
