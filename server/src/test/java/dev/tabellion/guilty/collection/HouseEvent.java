package dev.tabellion.guilty.collection;

/** An innocent kind of event. */
public interface HouseEvent {}
