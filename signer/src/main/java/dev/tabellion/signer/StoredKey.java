package dev.tabellion.signer;

import dev.tabellion.bytes.Bytes;
import dev.tabellion.bytes.Sha256;
import dev.tabellion.collection.KeyPlace;
import dev.tabellion.collection.ManagedKey;

/** One row of the signer's table: a key, its place, and its private half still encrypted. */
record StoredKey(ManagedKey key, Sha256 material, KeyPlace place, Bytes encryptedPrivateKey) {}
