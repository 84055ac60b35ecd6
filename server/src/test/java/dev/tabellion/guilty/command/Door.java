package dev.tabellion.guilty.command;

/** An innocent type of the write side. */
public interface Door {}
