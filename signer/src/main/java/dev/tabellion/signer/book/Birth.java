package dev.tabellion.signer.book;

import dev.tabellion.collection.KeyPlace;
import dev.tabellion.tuf.KeyId;

/** Which entry tells of which key, and for which place. */
public record Birth(long entry, KeyPlace place, KeyId key) {}
