package dev.tabellion.tlog;

import java.time.Instant;

/**
 * Why a log signs nothing any more although it could: somebody has seen that what it covers was
 * edited. Only a person ends it, never a restart.
 *
 * @param by what has seen it
 * @param what was seen, naming the row or file
 */
public record Halt(Instant since, String by, String what) {}
