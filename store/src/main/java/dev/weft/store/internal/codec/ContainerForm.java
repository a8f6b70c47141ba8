package dev.weft.store.internal.codec;

import org.jspecify.annotations.Nullable;

/** x. */
final class ContainerForm {
  private ContainerForm() {}

  static @Nullable Form<?> of(Class<?> type, Class<?> above) {
    return null;
  }
}
