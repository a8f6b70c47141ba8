package dev.weft;

import java.util.Objects;

/**
 * An actor that has a name, as {@link Weft#actors(String)} finds it.
 *
 * @param name its name, or its key
 * @param namespace where that is unique
 * @param type the binary name of its class
 */
public record NamedActor(String name, String namespace, String type)
    implements Comparable<NamedActor> {

  public NamedActor {
    Objects.requireNonNull(name, "name");
    Objects.requireNonNull(namespace, "namespace");
    Objects.requireNonNull(type, "type");
  }

  /** By namespace, then by name. */
  @Override
  public int compareTo(NamedActor other) {
    int byNamespace = namespace.compareTo(other.namespace);
    return byNamespace != 0 ? byNamespace : name.compareTo(other.name);
  }
}
