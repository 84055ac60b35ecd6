package dev.tabellion.command.signer;

import dev.tabellion.bytes.Bytes;

/** What came back, unread. */
record Reply(int status, Bytes body) {}
