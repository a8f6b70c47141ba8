/**
 * Brings a job's classes to members that lack them, as bundles named by the hash of their content.
 */
@NullMarked
package dev.weft.cluster.internal.shipping;

import org.jspecify.annotations.NullMarked;
