package dev.tabellion.collection;

/** Everything that can be in the record, whichever stream it belongs to. */
public sealed interface LoggedEvent permits CaseEvent, CollectionEvent, LedgerEvent, WatchEvent {}
