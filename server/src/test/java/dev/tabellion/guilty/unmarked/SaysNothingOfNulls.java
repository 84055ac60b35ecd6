package dev.tabellion.guilty.unmarked;

/** Lives in a package without @NullMarked. */
interface SaysNothingOfNulls {}
