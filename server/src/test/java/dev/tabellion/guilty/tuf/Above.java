package dev.tabellion.guilty.tuf;

/** An innocent type of a higher floor. */
public interface Above {}
