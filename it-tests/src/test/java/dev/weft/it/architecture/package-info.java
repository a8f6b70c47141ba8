/** What may import what, checked on the compiled classes of all modules. */
@NullMarked
package dev.weft.it.architecture;

import org.jspecify.annotations.NullMarked;
