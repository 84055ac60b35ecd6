package dev.tabellion.guilty.collection;

/** An event that is no record. */
final class NotARecord implements HouseEvent {}
