/** The signer's policy, put to honest servers and to others. */
@NullMarked
package dev.tabellion.signer.policy;

import org.jspecify.annotations.NullMarked;
