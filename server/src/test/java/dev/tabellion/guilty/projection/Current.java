package dev.tabellion.guilty.projection;

/** An innocent read model. */
public interface Current {}
