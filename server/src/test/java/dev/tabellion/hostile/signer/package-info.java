/**
 * Somebody owns the server and asks the real signer, in its process, for what they should not get.
 * They have the server's certificate and key, its database, all documents that were ever published,
 * in this collection or another, and may publish in collections of their own; no publisher's key.
 *
 * <p>The signer's part in the attack model (capabilities C8 server process, C10 database write, C13
 * administrator; attacks A1 to A13), and where it is tried:
 *
 * <pre>
 * A1  arbitrary software    SnapshotLiesIT, RootLiesIT: nothing below any threshold of publishers
 * A2  rollback              SnapshotLiesIT, TimestampLiesIT, BasesAndLivesIT; C10 RewrittenDatabaseIT
 * A3  freeze                left: WhatIsLeftIT; bounded by expiry and told. Stock-piles: VersionsAndTimeIT
 * A4  fast-forward          VersionsAndTimeIT; publishers' documents SnapshotLiesIT, TimestampLiesIT
 * A5  mix-and-match         SnapshotLiesIT, TimestampLiesIT; C10 RewrittenDatabaseIT
 * A6  endless data          DoorIT, RawRequestsIT, as far as the signer itself is sent it
 * A7  extraneous dependency as A1 and A5
 * A8  key hijack            RootLiesIT, KeysItMayNotUseIT: no signature for a root that names the key
 * A9  malicious delegation  SnapshotLiesIT: no delegation but by its parent's keys
 * A10 unauthorised root     RootLiesIT, BasesAndLivesIT; C10 RewrittenDatabaseIT
 * A11 signing oracle        BytesItMayNotSignIT, KeysItMayNotUseIT, VersionsAndTimeIT, DoorIT, StrangersIT;
 *                           C10 RewrittenDatabaseIT, ServersDatabaseIT
 * A12 split view            VersionsAndTimeIT: one document of a version; see below
 * A13 destroyed evidence    DoorIT, ServersDatabaseIT, and the journal's chain, read after each attempt
 * </pre>
 *
 * <p>C13, who may delete collections and rotate keys through the server, gains what BasesAndLivesIT
 * and KeysItMayNotUseIT show of lives and of unused keys.
 *
 * <p>What the signer cannot see, and others must: a publication withheld, or a part of one that
 * stands by itself (A3, A5); which of several documents signed upon one base, each of another
 * version, is shown to whom (A12); a client without a pinned root that is shown a root, a life or a
 * name of the intruder's own (A1, A10); a publisher talked into a root that names the intruder's
 * timestamp key, who then needs no signature of ours (A8); a server that is silent (A13).
 */
@NullMarked
package dev.tabellion.hostile.signer;

import org.jspecify.annotations.NullMarked;
