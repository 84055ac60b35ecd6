package dev.tabellion.guilty.tuf;

/** A name that says nothing. */
interface KeyHelper {}
