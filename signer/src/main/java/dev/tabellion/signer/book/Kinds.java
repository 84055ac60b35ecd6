package dev.tabellion.signer.book;

/** Permanent names of entries, each with the revision of its format. */
final class Kinds {
    static final String KEY_CREATED = "key-created/1";
    static final String KEY_IMPORTED = "key-imported/1";
    static final String KEY_VOUCHED = "key-vouched/1";
    static final String SIGNED = "signed/1";
    static final String PUBLISHED = "published/1";
    static final String IMPORTED = "imported/1";
    static final String LIFE_REINSTATED = "life-reinstated/1";
    static final String RESTORED = "restored/1";
    static final String REFUSED = "refused/1";
    static final String BEHIND = "behind/1";
    static final String TURNED_AWAY = "turned-away/1";
    static final String KEY_MISSING = "key-missing/1";
    static final String KEY_FOUND = "key-found/1";

    private Kinds() {}
}
