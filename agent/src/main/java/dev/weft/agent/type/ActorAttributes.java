package dev.weft.agent.type;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.Opcodes;

/**
 * What the annotations of an actor class say, as text: of the class, and of each method, with what
 * these take from superclasses and from the methods that they override.
 */
public final class ActorAttributes {

  /** The attributes that only an actor class can have. */
  public static final Set<String> OF_CLASSES =
      Set.of(
          "durability",
          "maxRestarts",
          "concurrency",
          "concurrencyGroups",
          "reentrant",
          "maxPendingCalls",
          "keyed",
          "sleepAfterMillis");

  /** The attributes by which a class speaks for all its methods. */
  private static final Set<String> OF_ALL_METHODS = Set.of("retries", "retryOn", "timeoutMillis");

  private final List<ClassInfo> actors;

  /**
   * @param actor the internal name of the class
   */
  public ActorAttributes(RemoteTypes types, String actor) {
    this.actors =
        types.infos().hierarchy(actor).stream().filter(i -> types.isActor(i.name())).toList();
  }

  /** What the class itself says of its actors, sorted by name. */
  public Map<String, String> ofClass() {
    return only(OF_CLASSES, actors.isEmpty() ? null : actors.get(0).mark());
  }

  /** The names of its concurrency groups, those of its superclasses included, sorted. */
  public Set<String> groups() {
    Map<String, String> groups = new TreeMap<>();
    for (ClassInfo actor : actors) {
      RemoteMark mark = actor.mark();
      if (mark != null && mark.options().containsKey("concurrencyGroups")) {
        for (String group : mark.options().get("concurrencyGroups").split(",", -1)) {
          groups.put(group.split("=", 2)[0].trim(), group);
        }
      }
    }
    return groups.keySet();
  }

  /** Whether the class, or a superclass, says so. */
  public boolean isKeyed() {
    for (ClassInfo actor : actors) {
      RemoteMark mark = actor.mark();
      if (mark != null && mark.options().containsKey("keyed")) {
        return mark.options().get("keyed").equals("true");
      }
    }
    return false;
  }

  /** What a method of the class is to have in its table, sorted by name. */
  public Map<String, String> of(String name, String descriptor) {
    Map<String, String> all = new TreeMap<>();
    for (int i = actors.size() - 1; i >= 0; i--) {
      all.putAll(only(OF_ALL_METHODS, actors.get(i).mark()));
    }
    Map<String, String> said = new TreeMap<>();
    for (int i = actors.size() - 1; i >= 0; i--) {
      Optional<MethodInfo> method = actors.get(i).method(name, descriptor);
      if (method.isPresent() && (i == 0 || !method.get().is(Opcodes.ACC_PRIVATE))) {
        said.putAll(ofMethod(method.get()));
      }
    }
    all.putAll(said);
    return Collections.unmodifiableMap(all);
  }

  private static Map<String, String> ofMethod(MethodInfo method) {
    Map<String, String> said = new TreeMap<>(only(OF_ALL_METHODS, method.mark()));
    RemoteMark mark = method.mark();
    String group = mark == null ? null : mark.options().get("concurrencyGroup");
    if (group != null && !group.isEmpty()) {
      said.put("concurrencyGroup", group);
    }
    if (method.isReadOnly()) {
      said.put("readOnly", "true");
    }
    return said;
  }

  private static Map<String, String> only(Set<String> attributes, @Nullable RemoteMark mark) {
    Map<String, String> chosen = new TreeMap<>();
    if (mark != null) {
      chosen.putAll(mark.options());
      chosen.keySet().retainAll(attributes);
    }
    return chosen;
  }
}
