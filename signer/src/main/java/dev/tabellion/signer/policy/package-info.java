/** What the signer signs and what it refuses, judged by what it remembers and is shown. */
@NullMarked
package dev.tabellion.signer.policy;

import org.jspecify.annotations.NullMarked;
