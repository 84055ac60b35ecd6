package dev.tabellion.projection.alert;

/** What came of an attempt to tell a webhook something. */
sealed interface HookAnswer {
    record Taken() implements HookAnswer {}

    /** It does not want to be told anything ever again (410). */
    record Gone() implements HookAnswer {}

    /**
     * @param why a status or what broke, never what was answered: that is not ours to keep
     */
    record Failed(String why) implements HookAnswer {}
}
