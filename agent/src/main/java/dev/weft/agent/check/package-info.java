/**
 * The rules for what may be annotated and how the verbs are written, and the messages that say so:
 * {@link dev.weft.agent.check.RemoteRules} over a class, {@link dev.weft.agent.check.Message} for
 * one finding.
 */
@NullMarked
package dev.weft.agent.check;

import org.jspecify.annotations.NullMarked;
