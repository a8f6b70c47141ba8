/**
 * What the weaver knows of classes, read from their class files and never by loading them: {@link
 * dev.weft.agent.type.ClassInfos} reads and keeps, {@link dev.weft.agent.type.RemoteTypes} answers
 * what a call or a class means to Weft.
 *
 * <p>All types may be used by many threads at once.
 */
@NullMarked
package dev.weft.agent.type;

import org.jspecify.annotations.NullMarked;
