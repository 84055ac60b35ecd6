package dev.tabellion.collection;

import dev.tabellion.bytes.Bytes;
import dev.tabellion.tuf.RoleName;

/** One document of a publish request, unread. */
public record Upload(RoleName role, Bytes file) {}
