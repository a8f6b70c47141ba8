/** What users do and what goes wrong for them, with the packaged jars in real processes. */
@NullMarked
package dev.weft.it.scenario;

import org.jspecify.annotations.NullMarked;
