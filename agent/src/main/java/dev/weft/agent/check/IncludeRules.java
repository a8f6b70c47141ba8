package dev.weft.agent.check;

import dev.weft.agent.type.ClassInfo;
import dev.weft.agent.type.Include;
import dev.weft.agent.type.Includes;
import dev.weft.agent.type.MethodInfo;
import dev.weft.agent.type.RemoteTypes;
import java.util.List;
import org.objectweb.asm.Opcodes;

/** Warns of patterns of {@code weft.include} that do not do in a class what they were meant to. */
public final class IncludeRules {

  private final RemoteTypes types;
  private final Messages messages;

  public IncludeRules(RemoteTypes types, Messages messages) {
    this.types = types;
    this.messages = messages;
  }

  /** Warns of patterns for a class that name no method of it, or one that cannot be remote. */
  public void warn(ClassInfo info) {
    Includes includes = types.infos().includes();
    for (Include include : includes.of(info.name())) {
      List<MethodInfo> named =
          info.methods().stream()
              .filter(m -> include.names(m.name(), m.descriptor(), m.access()))
              .toList();
      if (named.isEmpty()) {
        warnOfNone(info, include);
      } else if (named.stream().noneMatch(method -> isRemote(info, method))) {
        messages.warning(
            include.isGlob() ? "" : include.method(),
            0,
            "weft.include names " + include + ", which cannot be remote.",
            "Name a method that is neither native nor a constructor, with up to 200 parameters,"
                + " and not equals, hashCode, toString, finalize or clone; an interface must be"
                + " compiled for Java 8 or later.");
      }
    }
  }

  private boolean isRemote(ClassInfo info, MethodInfo method) {
    return types.isActor(info.name()) ? RemoteTypes.isEligibleMethod(method) : method.isRemote();
  }

  private void warnOfNone(ClassInfo info, Include include) {
    List<String> declared =
        info.methods().stream()
            .filter(method -> !method.is(Opcodes.ACC_SYNTHETIC))
            .map(MethodInfo::name)
            .filter(name -> !name.startsWith("<"))
            .toList();
    messages.warning(
        "",
        0,
        "weft.include names "
            + include
            + (include.isGlob()
                ? ", but the class declares no such public method."
                : ", but the class declares no such method."),
        Spelling.nearest(include.method(), declared)
            .map(
                name ->
                    name.equals(include.method())
                        ? "Give the types of its parameters as in Class.getName, or leave them out."
                        : "Did you mean "
                            + name
                            + "? An inherited method is included where it is"
                            + " declared.")
            .orElse("An inherited method is included where it is declared."));
  }
}
