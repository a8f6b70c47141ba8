package dev.weft.cluster.internal.scheduler;

import java.util.UUID;

/**
 * Names a part of a placement group.
 *
 * @param group the group
 * @param index which of its bundles, from 0
 */
public record BundleId(UUID group, int index) {}
